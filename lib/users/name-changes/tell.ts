import 'server-only'
import { sql } from 'drizzle-orm'
import { nameChanges, users } from '@/db/schema'
import { changesAfter, endChangesWhere } from '@/lib/access/end-name-changes'
import type { Context } from '@/lib/kernel/context'
import { hashSecret } from '@/lib/kernel/crypto'
import { enqueueMail } from '@/lib/mail/enqueue'
import { enqueueNotice } from '@/lib/mail/notice'
import { changePutBack, type NameChangeDraft } from './draft'

type Names = { username: string; email: string | null }

/**
 * Tells the address of before and the new one of a change (ASVS 6.3.7), in the transaction that makes it, and keeps what
 * the link in the first mail puts back. The draft must have been written for the user as locked.
 */
export async function tellOfNameChange(
  ctx: Context,
  user: Names & { id: number; name: string; version: number },
  wanted: Names,
  { id, token, expiresAt, toOld, toNew }: NameChangeDraft,
): Promise<void> {
  const putBack = await changePutBack(ctx, user, wanted)
  if (putBack) await endChangesWhere(ctx, changesAfter(user.id, putBack.userVersion - 1))
  if (user.email !== null && toOld && token) {
    await ctx.db.insert(nameChanges).values({
      ...{ id, tokenHash: hashSecret(token), userId: user.id, userVersion: user.version + 1 },
      usernameBefore: wanted.username === user.username ? null : user.username,
      emailBefore: wanted.email === user.email ? null : user.email,
      emailSetByBefore: sql`(select ${users.emailSetBy} from ${users} where ${users.id} = ${user.id})`,
      ...{ createdAt: ctx.now, expiresAt },
    })
    await enqueueMail(ctx, {
      ...{ message: toOld, recipient: user.email, userId: user.id, nameChangeId: id, expiresAt },
    })
  } else if (toOld) await enqueueNotice(ctx, user, toOld)
  if (toNew) await enqueueNotice(ctx, { id: user.id, email: wanted.email }, toNew)
}
