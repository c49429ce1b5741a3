import 'server-only'
import type { Plan } from '@/lib/acts/plan'
import { isSelf } from '@/lib/acts/plan-rows'
import { makePlan } from '@/lib/acts/planning'
import type { Context } from '@/lib/kernel/context'
import { isolated } from '@/lib/kernel/isolated'
import { getUser } from '@/lib/users/get'
import { ownPassword } from '@/lib/users/own-account'
import { outgrownAddress } from './outgrown-address'
import { getRecoveryLinkStatus } from './status'

/** What a new recovery link for this user would end, and what stands against making it, or against mailing it. */
export async function planRecoveryLink(
  ctx: Context,
  userId: number,
  { byMail }: { byMail: boolean },
): Promise<Plan> {
  const link = await getRecoveryLinkStatus(ctx, userId, 'given')
  const { id, username, name, path, email, emailOutgrown, deactivatedAt } = await getUser(ctx, userId)
  const notMailed =
    email === null
      ? `${isolated(username)} has no e-mail address.`
      : emailOutgrown && outgrownAddress(username)
  const blocker = deactivatedAt
    ? `${isolated(username)} is inactive. A recovery link activates nobody.`
    : byMail
      ? notMailed
      : isSelf(ctx, userId) && ownPassword
  const row = {
    ...{ id, label: username, note: [name, path].filter(Boolean).map(isolated).join(', ') },
    ends: link?.state === 'open' ? [{ kind: 'recoveryLinks', count: 1 }] : [],
    ...(blocker && { blocker }),
  }
  return makePlan({ rows: [row], warnings: [], typed: undefined })
}
