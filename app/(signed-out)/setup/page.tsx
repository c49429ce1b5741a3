import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { buttonClass } from '@/components/ui/button'
import { visitorContext } from '@/lib/doors/page'
import { readSettings } from '@/lib/settings/read'
import { isSetupLinkOpen } from '@/lib/setup/link'
import { SetupForm } from './setup-form'

export const metadata: Metadata = { title: 'Set up' }

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams
  const link = typeof token === 'string' ? token : ''
  const ctx = await visitorContext()
  if (!(await isSetupLinkOpen(ctx, link))) return <LinkIsOver />
  return (
    <CenteredCard title="Welcome to Latchkey" description="Create the first administrator of this directory.">
      <SetupForm token={link} passwordRules={await readSettings(ctx, 'passwords')} />
    </CenteredCard>
  )
}

function LinkIsOver() {
  return (
    <CenteredCard title="This link no longer works">
      <p className="mb-5 text-muted">
        The set-up link works once, for a day. If no administrator exists yet, restart Latchkey: it prints a
        new one. Otherwise sign in.
      </p>
      <a href="/sign-in" className={buttonClass({ variant: 'primary', size: 'lg', className: 'w-full' })}>
        Go to sign-in
      </a>
    </CenteredCard>
  )
}
