import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CenteredCard } from '@/components/shell/centered-card'
import { visitorContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { pendingReplacement } from '@/lib/passwords/replace'
import { readSettings } from '@/lib/settings/read'
import { ticketCookie } from '../ticket-cookie'
import { NewPasswordForm } from './new-password-form'

export const metadata: Metadata = { title: 'Choose a new password' }

export default async function NewPasswordPage({ searchParams }: PageProps<'/sign-in/new-password'>) {
  const { next } = await searchParams
  const ctx = await visitorContext()
  const owner = await pendingReplacement(ctx, await ticketCookie.read())
  if (!owner) redirect('/sign-in')
  return (
    <CenteredCard
      title="Choose a new password"
      description={`The password of ${isolated(owner.username)} was set by an administrator. Choose one that only you know.`}
    >
      <NewPasswordForm
        owner={owner}
        rules={await readSettings(ctx, 'passwords')}
        next={typeof next === 'string' ? next : ''}
      />
    </CenteredCard>
  )
}
