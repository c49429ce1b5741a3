import { TextField } from '../form/text-field'

type UntilFieldProps = { value: string; onChange: (value: string) => void; error?: string | undefined }

/** When a membership ends by itself, in the reader's own time. */
export function UntilField({ value, onChange, error }: UntilFieldProps) {
  return (
    <TextField
      label="Until (optional)"
      name="until"
      type="datetime-local"
      hint="The membership ends then by itself. Without, it lasts."
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
      fieldClassName="sm:max-w-72"
    />
  )
}

/** The moment a field holds, for the server. */
export function untilOf(value: string): string | null {
  const moment = new Date(value)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}
