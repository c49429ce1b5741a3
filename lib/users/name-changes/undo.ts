import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { nameChanges, users } from '@/db/schema'
import { changesAfter, endChangesWhere } from '@/lib/access/end-name-changes'
import { revokeLinksOf } from '@/lib/access/recovery-links'
import { revokeSessionsOf } from '@/lib/access/sessions'
import { endTicketsOf } from '@/lib/access/tickets'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import { wakeBackground } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { isUniqueViolation } from '@/lib/kernel/database'
import { Conflict } from '@/lib/kernel/errors'
import { computedNames } from '@/lib/kernel/names'
import { changeUndoneMessage } from '@/lib/mail/messages/change-undone'
import { enqueueNotice } from '@/lib/mail/notice'
import { lockUser } from '@/lib/users/lock'
import { findChange } from './look-up'

/**
 * Puts back what there was before the change whose link this is, and uses the link up. Whoever made the change may be
 * inside: every session, recovery link and sign-in under way ends in the same commit, and so do the links of later changes.
 * Nobody is signed in, and an inactive user stays so. Throws Conflict unless the link is open.
 */
export async function undoNameChange(ctx: Context, token: string): Promise<void> {
  const { user } = await openChange(ctx, token)
  const notice = await changeUndoneMessage({ ...user, at: ctx.now })
  try {
    await inTransaction(ctx, async (ctx) => {
      await lockUser(ctx, user.id)
      const { change, user: current } = await openChange(ctx, token)
      const before = { username: current.username, email: current.email }
      const restored = {
        username: change.usernameBefore ?? before.username,
        email: change.emailBefore ?? before.email,
      }
      await ctx.db
        .update(users)
        .set({
          ...restored,
          ...(change.emailBefore !== null && { emailSetBy: change.emailSetByBefore, emailOutgrown: false }),
          ...computedNames({ ...restored, name: current.name }),
          version: sql`${users.version} + 1`,
          updatedAt: ctx.now,
        })
        .where(eq(users.id, user.id))
      await ctx.db.update(nameChanges).set({ undoneAt: ctx.now }).where(eq(nameChanges.id, change.id))
      await endChangesWhere(ctx, changesAfter(user.id, change.userVersion))
      const endedSessions = await revokeSessionsOf(ctx, [user.id])
      await revokeLinksOf(ctx, [user.id])
      await endTicketsOf(ctx, [user.id])
      await recordEvent(ctx, {
        name: 'user.change_undone',
        subjects: [{ type: 'user', id: String(user.id), label: restored.username }],
        changes: changesBetween(before, restored),
        details: { endedSessions },
      })
      if (before.email !== restored.email) {
        await enqueueNotice(ctx, { id: user.id, email: before.email }, notice)
      }
    })
  } catch (error) {
    if (isUniqueViolation(error, 'sign_in_names_pkey')) throw over()
    throw error
  }
  wakeBackground()
}

async function openChange(ctx: Context, token: string) {
  const found = await findChange(ctx, token)
  if (found?.state !== 'open') throw over()
  return found
}

function over(): Conflict {
  return new Conflict('This link no longer works. Open it again from your mail to see why.')
}
