import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { nameChanges } from '@/db/schema'
import { endChangesWhere } from '@/lib/access/end-name-changes'
import { isOpenChange } from '@/lib/access/open-name-changes'
import { isSelf } from '@/lib/acts/plan-rows'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { requireUnderLock } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { lockUser } from '@/lib/users/lock'
import type { RevokeUndoLinks } from './input'

/** The changes of a user that a link can undo now, the latest last, for whoever may recover them. */
export async function openChangesOf(ctx: Context, userId: number) {
  await requirePermission(ctx, 'users.recover', { userId })
  const { createdAt, expiresAt } = nameChanges
  return ctx.db
    .select({ createdAt, expiresAt })
    .from(nameChanges)
    .where(and(eq(nameChanges.userId, userId), isOpenChange(ctx.now)))
    .orderBy(asc(nameChanges.userVersion))
}

/**
 * Ends every link that undoes a change of a user, as when their former mailbox is in foreign hands. Throws Conflict when
 * there is none, and for one's own account, whose owner keeps the way back from whoever sits in their session.
 */
export async function revokeUndoLinks(ctx: Context, { userId }: RevokeUndoLinks): Promise<void> {
  await requirePermission(ctx, 'users.recover', { userId })
  if (isSelf(ctx, userId)) throw new Conflict('Somebody else has to revoke the links of your own account.')
  await inTransaction(ctx, async (unlocked) => {
    const ctx = await requireUnderLock(unlocked, 'users.recover', { userId })
    const { username } = await lockUser(ctx, userId)
    const endedLinks = await endChangesWhere(ctx, and(eq(nameChanges.userId, userId), isOpenChange(ctx.now)))
    if (endedLinks === 0) throw new Conflict('There is no link left to revoke.')
    await recordEvent(ctx, {
      name: 'user.undo_links_revoked',
      subjects: [{ type: 'user', id: String(userId), label: username }],
      details: { endedLinks },
    })
  })
}
