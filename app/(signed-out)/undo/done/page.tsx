import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { buttonClass } from '@/components/ui/button'

export const metadata: Metadata = { title: 'The change is undone' }

/** The same for everybody: it knows of no account. */
export default function UndonePage() {
  return (
    <CenteredCard title="The change is undone" footer={<a href="/sign-in">Back to sign-in</a>}>
      <p className="mb-5">
        Everybody was signed out of the account. Whoever made the change may know the password, too: choose a
        new one now, and tell whoever looks after accounts.
      </p>
      <a href="/recovery" className={buttonClass({ variant: 'primary', size: 'lg', className: 'w-full' })}>
        Forgot password?
      </a>
    </CenteredCard>
  )
}
