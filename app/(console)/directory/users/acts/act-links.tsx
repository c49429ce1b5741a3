import { buttonClass } from '@/components/ui/button'
import type { User } from '@/lib/users/get'
import { type ActName, type AllowedActs, actHref } from './act'

/** What can be done to the user of an open row. The list opens the reviews by these links. */
export function ActLinks({ user, allowed }: { user: User; allowed: AllowedActs }) {
  const link = (name: ActName, label: string, variant: 'secondary' | 'danger-quiet') => (
    <a
      href={actHref(user.id, name)}
      data-act={name}
      data-user={user.id}
      className={buttonClass({ size: 'sm', variant })}
    >
      {label}
    </a>
  )
  return (
    <>
      {allowed.deactivate &&
        (user.deactivatedAt
          ? link('activate', 'Activate', 'secondary')
          : link('deactivate', 'Deactivate', 'secondary'))}
      {allowed.endSessions && link('end-sessions', 'End sessions', 'secondary')}
      {allowed.unlock && link('unlock', 'Unlock', 'secondary')}
      {allowed.delete && link('delete', 'Delete', 'danger-quiet')}
    </>
  )
}
