import { RelativeTime } from '@/components/ui/relative-time'
import type { MailRow } from '@/lib/mail/list'

const outcomes = { sent: 'Sent', captured: 'Captured', postponed: 'Postponed', refused: 'Refused' }

/** What a mail is, with every attempt to hand it over and the answer it got; folds out without JavaScript. */
export function MailAttempts({
  title,
  attempts,
  now,
}: {
  title: string
  attempts: MailRow['attempts']
  now: Date
}) {
  if (attempts.length === 0) return <>{title}</>
  return (
    <details>
      <summary className="cursor-pointer">{title}</summary>
      <ol
        aria-label={`Attempts, the latest first: ${title}`}
        className="flex flex-col gap-1 whitespace-normal py-2 pl-4 text-sm"
      >
        {attempts.map(({ id, attemptedAt, outcome, answer }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            <span className="text-muted">
              <RelativeTime at={attemptedAt} now={now} />: {outcomes[outcome]}.
            </span>{' '}
            {answer}
          </li>
        ))}
      </ol>
    </details>
  )
}
