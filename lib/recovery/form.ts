import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { getUser } from '@/lib/users/get'
import { getRecoveryLinkStatus } from './status'

/** What a dialog that makes a recovery link must know: for whom, where to, and which link would end. */
export async function recoveryForm(ctx: Context, userId: number) {
  const link = await getRecoveryLinkStatus(ctx, userId, 'given')
  const { username, email, emailOutgrown, deactivatedAt } = await getUser(ctx, userId)
  return {
    username,
    email,
    emailOutgrown,
    isActive: deactivatedAt === null,
    open: link?.state === 'open' ? { createdBy: link.createdBy, expiresAt: link.expiresAt.getTime() } : null,
    now: ctx.now.getTime(),
  }
}

export type RecoveryForm = Awaited<ReturnType<typeof recoveryForm>>
