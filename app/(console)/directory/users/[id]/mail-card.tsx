import { MailAttempts } from '@/app/(console)/settings/mail/mail-attempts'
import { MailStatus } from '@/app/(console)/settings/mail/mail-status'
import { Card } from '@/components/ui/card'
import { Nothing } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { pageContext } from '@/lib/doors/page'
import { mailsOfUser } from '@/lib/mail/list'
import { mailKindLabel } from '@/lib/mail/message'
import { hasPermission } from '@/lib/rights/require'

/** The latest mails to one user, each with every attempt to send it. */
export async function MailCard({ userId }: { userId: number }) {
  const ctx = await pageContext()
  if (!(await hasPermission(ctx, 'mail.read', { userId }))) return null
  const mails = await mailsOfUser(ctx, userId)
  return (
    <Card title="Mail">
      {mails.length > 0 ? (
        <ol className="-my-2 flex flex-col divide-y divide-line-soft text-sm">
          {mails.map((mail) => (
            <li key={mail.id} className="flex items-start gap-3 py-2">
              <div className="min-w-0 flex-1">
                <MailAttempts title={mailKindLabel(mail.kind)} attempts={mail.attempts} now={ctx.now} />
                <p className="text-muted text-xs [overflow-wrap:anywhere]">
                  to {mail.recipient}, <RelativeTime at={mail.createdAt} now={ctx.now} />
                </p>
              </div>
              <MailStatus mail={mail} now={ctx.now} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-sm">
          <Nothing>No mail to this user yet.</Nothing>
        </p>
      )}
    </Card>
  )
}
