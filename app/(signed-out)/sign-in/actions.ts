'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/doors/action'
import { env } from '@/lib/kernel/env'
import { checkPassword } from '@/lib/sign-in/check-password'
import { SignIn } from '@/lib/sign-in/input'
import { startSession } from '@/lib/sign-in/next-auth'
import { nextPath } from '@/lib/sign-in/next-path'
import { ticketCookie } from './ticket-cookie'

export const signInAction = visitorAction(SignIn, async (ctx, input): Promise<undefined> => {
  const { ticket, purpose } = await checkPassword(ctx, input)
  const next = nextPath(input.next, env().LATCHKEY_URL, '/')
  if (purpose === 'new_password') {
    await ticketCookie.set(ticket)
    redirect(`/sign-in/new-password?${new URLSearchParams({ next })}`)
  }
  await startSession(ticket)
  redirect(next)
})
