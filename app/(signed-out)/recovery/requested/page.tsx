import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'

export const metadata: Metadata = { title: 'Look into your mail' }

/** The same for everybody: whether there is such an account is nobody's business. */
export default function RequestedPage() {
  return (
    <CenteredCard title="Look into your mail" footer={<a href="/sign-in">Back to sign-in</a>}>
      <div className="flex flex-col gap-3">
        <p>
          If there is an account with this name and it has an e-mail address, a message is on its way. The
          link in it works once, for 24 hours.
        </p>
        <p className="text-muted">
          Nothing came? Look among unwanted mail, <a href="/recovery">ask again</a> with your username, or ask
          whoever looks after accounts.
        </p>
      </div>
    </CenteredCard>
  )
}
