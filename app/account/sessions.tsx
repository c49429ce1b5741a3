'use client'

import { useDeed } from '@/components/client/use-deed'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toast'
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
  const { pending, deed: end } = useDeed(
    ({ id, isCurrent }: Session) => (isCurrent ? signOutAction() : endSessionAction({ id })),
    (_result, { device }) => toast.success(`Session on ${device} ended`),
  )

  return (
    <ul className="divide-y divide-line-soft">
      {sessions.map((session) => (
        <li key={session.id} className="flex items-center gap-3 px-4 py-3">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 font-medium text-sm">
              {session.device}
              {session.isCurrent && <Badge tone="success">This session</Badge>}
            </p>
            <p className="text-muted text-xs">
              {session.ip && `${session.ip} · `}signed in <RelativeTime at={session.createdAt} now={now} /> ·
              last used <RelativeTime at={session.lastSeenAt} now={now} />
            </p>
          </div>
          <Button
            size="sm"
            disabled={pending}
            aria-label={session.isCurrent ? 'Sign out of this session' : `End session on ${session.device}`}
            onClick={() => end(session)}
          >
            {session.isCurrent ? 'Sign out' : 'End'}
          </Button>
        </li>
      ))}
    </ul>
  )
}
