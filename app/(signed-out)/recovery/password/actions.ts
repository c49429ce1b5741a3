'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/doors/action'
import { NewPassword } from '@/lib/passwords/input'
import { finishRecovery } from '@/lib/recovery/finish'
import { rememberThisDevice } from '@/lib/sign-in/device-cookie'
import { recoveryCookie } from '../recovery-cookie'

export const finishRecoveryAction = visitorAction(
  NewPassword,
  async (ctx, { newPassword }): Promise<undefined> => {
    const { userId } = await finishRecovery(ctx, await recoveryCookie.read(), newPassword)
    await rememberThisDevice(ctx, userId)
    await recoveryCookie.clear()
    redirect('/sign-in?notice=password-changed')
  },
)
