import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { isolated } from '@/lib/kernel/isolated'
import { type Permission, permissionNames, permissions } from '@/lib/rights/catalogue'
import { PermissionSelect } from './permission-select'
import { whyPath } from './why-parameters'

const aboutPeople = permissionNames.filter((name) => ['users', 'holders'].includes(permissions[name].about))

type WhoFormProps = { userId: number; username: string; who?: Permission | undefined; q?: string | undefined }

/** Asks who can do something to a user. */
export function WhoForm({ userId, username, who = 'users.set_password', q = '' }: WhoFormProps) {
  return (
    <form
      action={whyPath(userId)}
      aria-label={`Who can … ${isolated(username)}?`}
      className="grid items-start gap-x-3 gap-y-3 sm:grid-cols-2 xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)_auto]"
    >
      <PermissionSelect label="What is done" name="who" names={aboutPeople} chosen={who} />
      <TextField
        label="Only people called"
        name="q"
        type="search"
        autoComplete="off"
        maxLength={200}
        defaultValue={q}
        hint="Name, username or e-mail address; empty for everybody"
      />
      <Button type="submit" variant="primary" className="justify-self-start xl:mt-6">
        Show who can
      </Button>
    </form>
  )
}
