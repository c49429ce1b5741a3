'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/doors/action'
import { SetUp } from '@/lib/setup/input'
import { setUp } from '@/lib/setup/set-up'
import { checkPassword } from '@/lib/sign-in/check-password'
import { startSession } from '@/lib/sign-in/next-auth'

export const setUpAction = visitorAction(SetUp, async (ctx, input): Promise<undefined> => {
  await setUp(ctx, input)
  const { ticket } = await checkPassword(ctx, { identifier: input.username, password: input.password })
  await startSession(ticket)
  redirect('/directory/users')
})
