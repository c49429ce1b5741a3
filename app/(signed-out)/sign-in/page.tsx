import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CenteredCard } from '@/components/shell/centered-card'
import { Alert } from '@/components/ui/alert'
import { currentContext } from '@/lib/doors/page'
import { env } from '@/lib/kernel/env'
import { nextPath } from '@/lib/sign-in/next-path'
import { wordsFor } from '@/words/for-browser'
import { words } from '@/words/words'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('signIn.page')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, notice } = await searchParams
  const wanted = typeof next === 'string' ? next : undefined
  if (await currentContext()) redirect(nextPath(wanted, env().LATCHKEY_URL, '/'))
  const t = await words('signIn.page')
  return (
    <CenteredCard title={t('title')} footer={<a href="/recovery">{t('forgotPassword')}</a>}>
      {notice === 'password-changed' && (
        <Alert tone="success" role="status" className="mb-4">
          {t('passwordChanged')}
        </Alert>
      )}
      <SignInForm next={wanted} words={await wordsFor('signIn.form')} />
    </CenteredCard>
  )
}
