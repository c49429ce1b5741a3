import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { Isolated } from '@/components/ui/isolated'
import { visitorContext } from '@/lib/doors/page'
import { findFlow } from '@/lib/recovery/look-up'
import { readSettings } from '@/lib/settings/read'
import { LinkIsOver } from '../link-is-over'
import { recoveryCookie } from '../recovery-cookie'
import { PasswordForm } from './password-form'

export const metadata: Metadata = { title: 'Choose a new password' }

export default async function PasswordPage() {
  const ctx = await visitorContext()
  const flow = await findFlow(ctx, await recoveryCookie.read())
  if (flow?.step !== 'password') return <LinkIsOver state={flow?.state ?? 'unknown'} />
  const { username, name, email } = flow.user
  const { minLength } = await readSettings(ctx, 'passwords')
  return (
    <CenteredCard
      title="Choose a new password"
      description={
        <>
          For the account{' '}
          <strong className="break-words">
            <Isolated>{username}</Isolated>
          </strong>
          . Whoever is signed in to it will be signed out.
        </>
      }
    >
      <PasswordForm owner={{ username, name, email }} rules={{ minLength }} />
    </CenteredCard>
  )
}
