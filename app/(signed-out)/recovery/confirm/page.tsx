import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { CenteredCard } from '@/components/shell/centered-card'
import { visitorContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { findFlow, findLink } from '@/lib/recovery/look-up'
import { wordsFor } from '@/words/for-browser'
import { words } from '@/words/words'
import { LinkIsOver } from '../link-is-over'
import { recoveryCookie } from '../recovery-cookie'
import { ContinueForm } from './continue-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('recovery.confirm')
  return { title: t('title') }
}

export default async function ConfirmPage() {
  const ctx = await visitorContext()
  const secret = await recoveryCookie.read()
  const link = await findLink(ctx, secret)
  // Back from the next page, whose secret has taken the place of the token.
  if (!link && (await findFlow(ctx, secret))) redirect('/recovery/password')
  if (link?.state !== 'open') return <LinkIsOver state={link?.state ?? 'unknown'} />
  const username = isolated(link.user.username)
  const name = isolated(link.user.name)
  const t = await words('recovery.confirm')
  const account = (words: ReactNode) => <strong className="break-words">{words}</strong>
  return (
    <CenteredCard title={t('title')}>
      <div className="flex flex-col gap-5">
        <p>
          {name
            ? t.rich('namedAccount', { account, username, name })
            : t.rich('account', { account, username })}
        </p>
        <ContinueForm words={await wordsFor('recovery.confirmForm')} />
      </div>
    </CenteredCard>
  )
}
