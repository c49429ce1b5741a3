'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/action'
import { env } from '@/lib/env'
import { checkPassword } from '@/lib/sign-in/check-password'
import { SignIn } from '@/lib/sign-in/input'
import { startSession } from '@/lib/sign-in/next-auth'
import { nextPath } from '@/lib/sign-in/next-path'

export const signInAction = visitorAction(SignIn, async (ctx, input): Promise<undefined> => {
  const { ticket } = await checkPassword(ctx, input)
  await startSession(ticket)
  redirect(nextPath(input.next, env().LATCHKEY_URL, '/'))
})
