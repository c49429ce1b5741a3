'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { visitorAction } from '@/lib/doors/action'
import { findFlow } from '@/lib/recovery/look-up'
import { startRecovery } from '@/lib/recovery/start'
import { recoveryCookie } from '../recovery-cookie'

export const startRecoveryAction = visitorAction(z.object({}), async (ctx): Promise<undefined> => {
  const secret = await recoveryCookie.read()
  // Pressed again after going back, when the cookie holds a flow already.
  if (!(await findFlow(ctx, secret))) await recoveryCookie.set(await startRecovery(ctx, secret))
  redirect('/recovery/password')
})
