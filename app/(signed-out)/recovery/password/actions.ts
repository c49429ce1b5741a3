'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/action'
import { NewPassword } from '@/lib/passwords/input'
import { finishRecovery } from '@/lib/recovery/finish'
import { recoveryCookie } from '../recovery-cookie'

export const finishRecoveryAction = visitorAction(
  NewPassword,
  async (ctx, { newPassword }): Promise<undefined> => {
    await finishRecovery(ctx, await recoveryCookie.read(), newPassword)
    await recoveryCookie.clear()
    redirect('/sign-in?notice=password-changed')
  },
)
