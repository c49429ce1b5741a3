import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CenteredCard } from '@/components/shell/centered-card'
import { env } from '@/lib/env'
import { currentContext } from '@/lib/page'
import { nextPath } from '@/lib/sign-in/next-path'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams
  const wanted = typeof next === 'string' ? next : undefined
  if (await currentContext()) redirect(nextPath(wanted, env().LATCHKEY_URL, '/'))
  return (
    <CenteredCard title="Sign in">
      <SignInForm next={wanted} />
    </CenteredCard>
  )
}
