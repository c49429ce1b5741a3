import type { Metadata } from 'next'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Fact, Facts } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { mailKindLabel } from '@/lib/mail/message'
import { readCapturedMail } from '@/lib/recovery/captured-mail'
import { SettingsPage } from '../../settings-page'

export const metadata: Metadata = { title: 'Captured mail' }

export default async function CapturedMailPage({ params }: PageProps<'/settings/mail/[id]'>) {
  const ctx = await pageContext()
  const mail = await orInterrupt(readCapturedMail(ctx, (await params).id))
  return (
    <SettingsPage current="/settings/mail">
      <div className="flex flex-col gap-4">
        <Breadcrumb label="Mail" crumbs={[{ label: 'Mails', href: '/settings/mail' }]} />
        <Card title={mail.subject} className="max-w-3xl">
          <Facts>
            <Fact label="What">{mailKindLabel(mail.kind)}</Fact>
            <Fact label="To">{mail.recipient}</Fact>
            <Fact label="Captured">
              <RelativeTime at={mail.createdAt} now={ctx.now} />
            </Fact>
            {mail.isLinkHidden && (
              <Fact label="Link">
                Hidden. Only who may make a recovery link for this user sees it, and nobody their own.
              </Fact>
            )}
            {mail.link && (
              <Fact label="Link">
                <span className="flex flex-wrap items-center gap-2">
                  <code className="font-mono text-xs">{mail.link}</code>
                  <CopyButton size="sm" text={mail.link} done="Link copied">
                    Copy link
                  </CopyButton>
                </span>
              </Fact>
            )}
          </Facts>
        </Card>
        <Card title="As HTML" className="max-w-3xl" flush>
          {/* No script, no form, no navigation, and an origin of its own. */}
          <iframe
            title="The mail as HTML"
            sandbox=""
            srcDoc={mail.html}
            className="block h-[38rem] w-full border-0"
          />
        </Card>
        <Card title="As text" className="max-w-3xl">
          <pre className="whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">{mail.text}</pre>
        </Card>
      </div>
    </SettingsPage>
  )
}
