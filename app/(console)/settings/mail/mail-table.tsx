import { DataTable } from '@/components/table/data-table'
import { buttonClass } from '@/components/ui/button'
import { Nothing } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MailRow } from '@/lib/mail/list'
import { mailKindLabel } from '@/lib/mail/message'
import { MailAttempts } from './mail-attempts'
import { MailStatus } from './mail-status'
import { RetryButton } from './retry-button'

type MailTableProps = { rows: MailRow[]; now: Date; maySend: boolean }

export function MailTable({ rows, now, maySend }: MailTableProps) {
  return (
    <DataTable caption="E-mails" columns={['What', 'To', 'User', 'Status', 'When']} hasActions>
      {rows.map((mail) => (
        <tr key={mail.id}>
          <td className="cell-main">
            <MailAttempts title={mailKindLabel(mail.kind)} attempts={mail.attempts} now={now} />
          </td>
          <td data-label="To">{mail.recipient}</td>
          <td data-label="User">
            {mail.userId === null ? (
              <Nothing />
            ) : (
              <a href={`/directory/users/${mail.userId}`}>{mail.username}</a>
            )}
          </td>
          <td data-label="Status">
            <MailStatus mail={mail} now={now} />
          </td>
          <td data-label="When">
            <RelativeTime at={mail.createdAt} now={now} />
          </td>
          <td>
            <MailAction mail={mail} now={now} maySend={maySend} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function MailAction({ mail, now, maySend }: { mail: MailRow; now: Date; maySend: boolean }) {
  const what = `${mailKindLabel(mail.kind)} to ${mail.recipient}`
  if (mail.status === 'captured') {
    return (
      <a
        href={`/settings/mail/${mail.id}`}
        className={buttonClass({ size: 'sm' })}
        aria-label={`Read: ${what}`}
      >
        Read
      </a>
    )
  }
  const isTryable = mail.status === 'failed' || mail.status === 'queued'
  return maySend && isTryable && mail.expiresAt > now ? <RetryButton id={mail.id} what={what} /> : null
}
