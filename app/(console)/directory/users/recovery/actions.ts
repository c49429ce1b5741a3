'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/doors/action'
import { extendRecoveryLink, revokeRecoveryLink } from '@/lib/recovery/change-link'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { CreateRecoveryLink, ExtendRecoveryLink, RevokeRecoveryLink } from '@/lib/recovery/input'
import { mailRecoveryLink } from '@/lib/recovery/mail-link'

export const createRecoveryLinkAction = action('users.recover', CreateRecoveryLink, async (ctx, input) => {
  const link = await createRecoveryLink(ctx, input)
  refresh()
  return { ...link, now: ctx.now }
})

export const mailRecoveryLinkAction = action('users.recover', CreateRecoveryLink, async (ctx, input) => {
  const mailed = await mailRecoveryLink(ctx, input)
  refresh()
  return mailed
})

export const revokeRecoveryLinkAction = action(
  'users.recover',
  RevokeRecoveryLink,
  async (ctx, input): Promise<undefined> => {
    await revokeRecoveryLink(ctx, input)
    refresh()
  },
)

export const extendRecoveryLinkAction = action('users.recover', ExtendRecoveryLink, async (ctx, input) => {
  const extended = await extendRecoveryLink(ctx, input)
  refresh()
  return extended
})
