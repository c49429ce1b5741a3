'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/doors/action'
import { RequestRecovery } from '@/lib/recovery/input'
import { requestRecovery } from '@/lib/recovery/request'

export const requestRecoveryAction = visitorAction(
  RequestRecovery,
  async (ctx, input): Promise<undefined> => {
    await requestRecovery(ctx, input)
    redirect('/recovery/requested')
  },
)
