import { Mails } from 'lucide-react'
import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Fact, Facts } from '@/components/ui/facts'
import { Pagination } from '@/components/ui/pagination'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { pageSizes } from '@/lib/kernel/list-input'
import { describeTransport } from '@/lib/mail/describe'
import { ListMails } from '@/lib/mail/input'
import { listMails } from '@/lib/mail/list'
import { hasPermission } from '@/lib/rights/require'
import { SettingsPage } from '../settings-page'
import { MailTable } from './mail-table'
import { TestMail } from './test-mail'

export const metadata: Metadata = { title: 'Mail settings' }

export default async function MailSettingsPage({ searchParams }: PageProps<'/settings/mail'>) {
  const ctx = await permittedContext('mail.read')
  const input = ListMails.parse(await searchParams)
  const transport = await orInterrupt(describeTransport(ctx))
  const { rows, previous, next } = await orInterrupt(listMails(ctx, input))
  const maySend = await hasPermission(ctx, 'mail.send')
  const href = (position: Record<string, string>, size: number = input.size) =>
    `/settings/mail?${new URLSearchParams({ ...(size === 20 ? {} : { size: String(size) }), ...position })}`
  return (
    <SettingsPage current="/settings/mail">
      <div className="flex flex-col gap-4">
        <Card title="How mail leaves" actions={maySend && <TestMail />} className="max-w-2xl">
          <TransportFacts {...transport} />
        </Card>
        <Card title="Mails" description="Newest first, each with every attempt to send it" flush>
          {rows.length > 0 ? (
            <MailTable rows={rows} now={ctx.now} maySend={maySend} />
          ) : (
            <EmptyState icon={<Mails />} title="No mails on this page">
              Recovery links, notices and test mails are listed here.
            </EmptyState>
          )}
          <div className="border-line-soft border-t px-4 py-2">
            <Pagination
              summary="Newest first"
              {...(previous && { previousHref: href({ before: previous }) })}
              {...(next && { nextHref: href({ after: next }) })}
              pageSize={{
                current: input.size,
                options: pageSizes.map((size) => ({ size, href: href({}, size) })),
              }}
            />
          </div>
        </Card>
      </div>
    </SettingsPage>
  )
}

const ways = {
  smtp: 'SMTP server',
  resend: 'Resend',
  captured: 'Captured: nothing leaves, mail is read below',
}

function TransportFacts({ name, place, from }: Awaited<ReturnType<typeof describeTransport>>) {
  return (
    <Facts>
      <Fact label="Transport">{ways[name]}</Fact>
      <Fact label={name === 'captured' ? 'Folder' : 'Server'}>{place}</Fact>
      <Fact label="From">{from}</Fact>
      {name === 'captured' && (
        <Fact label="To send mail">
          Set <code>SMTP_URL</code> or <code>RESEND_API_KEY</code>, and <code>MAIL_FROM</code>, then start
          again.
        </Fact>
      )}
    </Facts>
  )
}
