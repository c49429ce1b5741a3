/** Asks for the file of everything held of a user, by a form of its own: it stands in dialogs and menus, which close. */
export function downloadHeld(userId: number): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = `/directory/users/${userId}/export`
  document.body.append(form)
  form.submit()
  form.remove()
}
