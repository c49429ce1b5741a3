'use client'

import { useActionForm } from '@/components/client/use-action-form'
import { useDeed } from '@/components/client/use-deed'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toast'
import { messageOf } from '@/lib/doors/action-state'
import { endSessionAction, signOutAction } from './actions'

type Session = {
  id: string
  device: string
  ip: string | null
  createdAt: Date
  lastSeenAt: Date
  isCurrent: boolean
}

export function Sessions({ sessions, now }: { sessions: Session[]; now: Date }) {
  const { pending: isLeaving, deed: leave } = useDeed(signOutAction, () => {})
  const { state, pending, round, form } = useActionForm(endSessionAction, ({ id }) => {
    const device = sessions.find((session) => session.id === id)?.device
    toast.success(`Session on ${device} ended`)
  })
  const message = messageOf(state)

  return (
    <>
      {message && (
        <Alert tone="danger" role="alert" className="m-4">
          {message}
        </Alert>
      )}
      {state.status === 'done' && round === 0 && (
        <Alert tone="success" className="m-4">
          Session ended.
        </Alert>
      )}
      <ul className="divide-y divide-line-soft">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 font-medium text-sm">
                {session.device}
                {session.isCurrent && <Badge tone="success">This session</Badge>}
              </p>
              <p className="text-muted text-xs">
                {session.ip && `${session.ip} · `}signed in <RelativeTime at={session.createdAt} now={now} />{' '}
                · last used <RelativeTime at={session.lastSeenAt} now={now} />
              </p>
            </div>
            {session.isCurrent ? (
              <form
                action={signOutAction}
                onSubmit={(event) => {
                  event.preventDefault()
                  leave()
                }}
              >
                <Button type="submit" size="sm" disabled={isLeaving} aria-label="Sign out of this session">
                  Sign out
                </Button>
              </form>
            ) : (
              <form {...form}>
                <input type="hidden" name="id" value={session.id} />
                <Button
                  type="submit"
                  size="sm"
                  disabled={pending}
                  aria-label={`End session on ${session.device}`}
                >
                  End
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
