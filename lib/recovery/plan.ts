import 'server-only'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import type { Plan } from '@/lib/plan'
import { makePlan } from '@/lib/planning'
import { countAccess } from '@/lib/users/access'
import { getUser } from '@/lib/users/get'

/** What a new recovery link for this user would end, and what stands against making it, or against mailing it. */
export async function planRecoveryLink(
  ctx: Context,
  userId: number,
  { byMail }: { byMail: boolean },
): Promise<Plan> {
  await requirePermission(ctx, 'users.recover', { userId })
  const { id, username, name, path, email, deactivatedAt } = await getUser(ctx, userId)
  const access = (await countAccess(ctx, [id])).get(id) ?? []
  const blocker = deactivatedAt
    ? `${username} is inactive. A recovery link activates nobody.`
    : byMail && email === null
      ? `${username} has no e-mail address.`
      : undefined
  const row = {
    ...{ id, label: username, note: name === '' ? path : `${name}, ${path}` },
    ends: access.filter(({ kind }) => kind === 'recoveryLinks'),
    ...(blocker !== undefined && { blocker }),
  }
  return makePlan({ rows: [row], warnings: [] })
}
