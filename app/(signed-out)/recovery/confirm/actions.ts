'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { visitorAction } from '@/lib/action'
import { startRecovery } from '@/lib/recovery/start'
import { recoveryCookie } from '../recovery-cookie'

export const startRecoveryAction = visitorAction(z.object({}), async (ctx): Promise<undefined> => {
  await recoveryCookie.set(await startRecovery(ctx, await recoveryCookie.read()))
  redirect('/recovery/password')
})
