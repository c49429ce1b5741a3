'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/lib/doors/action'
import { enterAction } from '@/lib/doors/entered'
import { currentContext } from '@/lib/doors/page'
import { orUnavailable } from '@/lib/kernel/unavailable'
import { changeOwnPassword } from '@/lib/passwords/change'
import { ChangePassword } from '@/lib/passwords/input'
import { revokeOwnSession, signOut } from '@/lib/sessions/end'
import { rememberThisDevice } from '@/lib/sign-in/device-cookie'
import { clearSessionCookie } from '@/lib/sign-in/next-auth'
import { confirmAddress } from '@/lib/users/name-changes/confirm'
import { ConfirmOwnAddress } from '@/lib/users/name-changes/input'

export async function signOutAction(): Promise<never> {
  enterAction()
  const ctx = await currentContext()
  if (ctx) await orUnavailable(signOut(ctx))
  await clearSessionCookie()
  redirect('/sign-in')
}

export const changePasswordAction = formAction('signed-in', ChangePassword, async (ctx, input) => {
  const result = await changeOwnPassword(ctx, input)
  await rememberThisDevice(ctx, ctx.actor.userId)
  refresh()
  return result
})

export const confirmOwnAddressAction = formAction(
  'signed-in',
  ConfirmOwnAddress,
  async (ctx, input): Promise<undefined> => {
    await confirmAddress(ctx, { ...input, userId: ctx.actor.userId })
    refresh()
  },
)

export const endSessionAction = formAction('signed-in', z.object({ id: z.uuid() }), async (ctx, { id }) => {
  await revokeOwnSession(ctx, id)
  refresh()
  return { id }
})
