import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MailRow } from '@/lib/mail/list'

const looks = {
  queued: { tone: 'warning', label: 'Waiting' },
  sent: { tone: 'success', label: 'Sent' },
  captured: { tone: 'accent', label: 'Captured' },
  failed: { tone: 'danger', label: 'Failed' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
} as const

type MailStatusProps = { mail: Pick<MailRow, 'status' | 'dueAt' | 'attempts'>; now: Date }

/** Where a mail stands, and when it is tried again. */
export function MailStatus({ mail, now }: MailStatusProps) {
  const { tone, label } = looks[mail.status]
  const isPostponed = mail.status === 'queued' && mail.attempts.length > 0
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Badge tone={tone}>{isPostponed ? 'Postponed' : label}</Badge>
      {isPostponed && mail.dueAt && mail.dueAt > now && (
        <span className="text-muted text-xs">
          next try <RelativeTime at={mail.dueAt} now={now} />
        </span>
      )}
    </span>
  )
}
