import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { isolated } from '@/lib/kernel/isolated'
import type { Permission } from '@/lib/rights/catalogue'
import { PermissionSelect } from './permission-select'
import { whyPath } from './why-parameters'

type WhyFormProps = {
  userId: number
  username: string
  permission?: Permission | undefined
  kind?: string | undefined
  find?: string | undefined
  error?: string | undefined
}

const kinds = [
  { value: '', label: 'Anything' },
  { value: 'user', label: 'A user' },
  { value: 'folder', label: 'A folder with all below it' },
  { value: 'group', label: 'A group' },
]

/** Asks why a user may do something, or may not. A form like any other, so that it needs no script. */
export function WhyForm({ userId, username, permission, kind = '', find = '', error }: WhyFormProps) {
  return (
    <form
      action={whyPath(userId)}
      aria-label={`Why may ${isolated(username)} …?`}
      className="grid items-start gap-x-3 gap-y-3 sm:grid-cols-2 xl:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)_auto]"
    >
      <PermissionSelect label="Permission" name="permission" chosen={permission} />
      <SelectField label="Over" name="kind" options={kinds} defaultValue={kind} />
      <TextField
        label="Name of the target"
        name="find"
        type="search"
        autoComplete="off"
        maxLength={200}
        defaultValue={find}
        hint="Username, path or group name"
        error={error}
      />
      <Button type="submit" variant="primary" className="justify-self-start sm:mt-6">
        Ask why
      </Button>
    </form>
  )
}
