import { buttonClass } from '@/components/ui/button'
import type { User } from '@/lib/users/get'
import { type RecoveryWay, recoveryHref, recoveryWays } from './way'

/** The ways to get the user of an open row back in. The list opens the dialogs by these links. */
export function RecoveryLinks({ user, mayView }: { user: User; mayView: boolean }) {
  if (user.deactivatedAt) return null
  const link = (way: RecoveryWay) => (
    <a
      href={recoveryHref(user.id, way)}
      data-recovery={way}
      data-user={user.id}
      className={buttonClass({ size: 'sm' })}
    >
      {recoveryWays[way]}
    </a>
  )
  return (
    <>
      {mayView && link('view')}
      {user.email === null ? (
        <span className="self-center text-muted text-xs">No e-mail address to send a recovery link to</span>
      ) : (
        link('email')
      )}
    </>
  )
}
