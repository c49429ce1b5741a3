import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CenteredCard } from '@/components/shell/centered-card'
import { Alert } from '@/components/ui/alert'
import { currentContext } from '@/lib/doors/page'
import { env } from '@/lib/kernel/env'
import { nextPath } from '@/lib/sign-in/next-path'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, notice } = await searchParams
  const wanted = typeof next === 'string' ? next : undefined
  if (await currentContext()) redirect(nextPath(wanted, env().LATCHKEY_URL, '/'))
  return (
    <CenteredCard title="Sign in" footer={<a href="/recovery">Forgot password?</a>}>
      {notice === 'password-changed' && (
        <Alert tone="success" role="status" className="mb-4">
          Your password has been changed. Sign in with it.
        </Alert>
      )}
      <SignInForm next={wanted} />
    </CenteredCard>
  )
}
