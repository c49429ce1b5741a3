import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { visitorContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { findFlow } from '@/lib/recovery/look-up'
import { readSettings } from '@/lib/settings/read'
import { wordsFor } from '@/words/for-browser'
import { words } from '@/words/words'
import { LinkIsOver } from '../link-is-over'
import { recoveryCookie } from '../recovery-cookie'
import { PasswordForm } from './password-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('recovery.password')
  return { title: t('title') }
}

export default async function PasswordPage() {
  const ctx = await visitorContext()
  const flow = await findFlow(ctx, await recoveryCookie.read())
  if (flow?.step !== 'password') return <LinkIsOver state={flow?.state ?? 'unknown'} />
  const { username, name, email } = flow.user
  const t = await words('recovery.password')
  const { minLength } = await readSettings(ctx, 'passwords')
  return (
    <CenteredCard
      title={t('title')}
      description={t.rich('description', {
        username: isolated(username),
        account: (words) => <strong className="break-words">{words}</strong>,
      })}
    >
      <PasswordForm
        owner={{ username, name, email }}
        rules={{ minLength }}
        words={await wordsFor('recovery.passwordForm')}
      />
    </CenteredCard>
  )
}
