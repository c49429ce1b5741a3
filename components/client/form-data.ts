/** Stands for what was typed and is not a value, such as a day without a time: browsers report it as nothing at all. */
const unreadable = 'unreadable'

/** What a form holds; nothing half filled passes as empty. */
export function formData(form: HTMLFormElement): FormData {
  const data = new FormData(form)
  for (const field of form.querySelectorAll<HTMLInputElement>('input[name]'))
    if (field.validity.badInput) data.set(field.name, unreadable)
  return data
}
