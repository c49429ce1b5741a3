import { TextField } from '@/components/form/text-field'

type ReasonFieldProps = { value: string; onChange: (reason: string) => void; error: string | undefined }

/** Why somebody is deactivated. */
export function ReasonField({ value, onChange, error }: ReasonFieldProps) {
  return (
    <TextField
      label="Reason (optional)"
      name="reason"
      autoComplete="off"
      hint="Kept with the user and in the audit log."
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  )
}
