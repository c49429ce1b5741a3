import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CenteredCard } from '@/components/shell/centered-card'
import { visitorContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { pendingReplacement } from '@/lib/passwords/replace'
import { readSettings } from '@/lib/settings/read'
import { wordsFor } from '@/words/for-browser'
import { words } from '@/words/words'
import { ticketCookie } from '../ticket-cookie'
import { NewPasswordForm } from './new-password-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('signIn.newPassword')
  return { title: t('title') }
}

export default async function NewPasswordPage({ searchParams }: PageProps<'/sign-in/new-password'>) {
  const { next } = await searchParams
  const ctx = await visitorContext()
  const owner = await pendingReplacement(ctx, await ticketCookie.read())
  if (!owner) redirect('/sign-in')
  const t = await words('signIn.newPassword')
  return (
    <CenteredCard title={t('title')} description={t('description', { username: isolated(owner.username) })}>
      <NewPasswordForm
        owner={owner}
        rules={await readSettings(ctx, 'passwords')}
        next={typeof next === 'string' ? next : ''}
        words={await wordsFor('signIn.newPasswordForm')}
      />
    </CenteredCard>
  )
}
