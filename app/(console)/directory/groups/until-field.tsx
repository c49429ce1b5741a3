import { TextField } from '../../../../components/form/text-field'

/** When a membership ends by itself, in the reader's own time. */
export function UntilField({ error }: { error?: string | undefined }) {
  return (
    <TextField
      label="Until (optional)"
      name="until"
      type="datetime-local"
      hint="The membership ends then by itself. Without, it lasts."
      error={error}
      fieldClassName="sm:max-w-72"
    />
  )
}

/** What the field holds, for the server: a moment, null when it is empty, and what cannot be read as it is. */
export function untilOf(form: FormData): string | null {
  const text = String(form.get('until') ?? '')
  if (text === '') return null
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? text : moment.toISOString()
}
