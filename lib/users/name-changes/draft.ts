import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { nameChanges } from '@/db/schema'
import { isOpenChange } from '@/lib/access/open-name-changes'
import { isSelf } from '@/lib/acts/plan-rows'
import type { Context } from '@/lib/kernel/context'
import { newSecret, uuidv7 } from '@/lib/kernel/crypto'
import { absoluteUrl } from '@/lib/kernel/url'
import type { Message } from '@/lib/mail/message'
import { addressSetMessage, namesChangedMessage } from '@/lib/mail/messages/names-changed'

const lifetimeMs = 72 * 60 * 60_000

type Names = { username: string; email: string | null }
type Owner = Names & { id: number; name: string; version: number; emailOutgrown: boolean }

/** Mails about a change of what somebody signs in with, rendered before the transaction that makes it. */
export type NameChangeDraft = {
  /** The version of the user they were written for. */
  version: number
  id: string
  /** Without it the change has no link: it puts back by hand what a link would have, or takes an outgrown address away. */
  token: string | undefined
  expiresAt: Date
  toOld: Message | undefined
  toNew: Message | undefined
}

/** Writes the mails that tell of a change, and draws the link that undoes it. */
export async function draftNameChange(ctx: Context, user: Owner, wanted: Names): Promise<NameChangeDraft> {
  const isOfAddress = wanted.email !== user.email
  // Whoever set an outgrown address does not get it back by a mail to it.
  const isLost = user.emailOutgrown || (await changePutBack(ctx, user, wanted))
  const token = isLost ? undefined : newSecret()
  const expiresAt = new Date(ctx.now.getTime() + lifetimeMs)
  const message = {
    ...{ name: user.name, username: wanted.username, at: ctx.now },
    by: isSelf(ctx, user.id) ? ('self' as const) : ('administrator' as const),
  }
  const toOld =
    user.email === null
      ? undefined
      : await namesChangedMessage({
          ...message,
          usernameBefore: wanted.username === user.username ? undefined : user.username,
          address: !isOfAddress ? 'kept' : wanted.email === null ? 'removed' : 'changed',
          link: token === undefined ? undefined : { url: absoluteUrl(`/undo/${token}`), expiresAt },
        })
  const toNew = isOfAddress && wanted.email !== null ? await addressSetMessage(message) : undefined
  return { version: user.version, id: uuidv7(ctx.now), token, expiresAt, toOld, toNew }
}

/**
 * The earliest change that this one takes back by hand. Whoever is losing the address then is told, but gets no link: it
 * may be the very one they were taking the account over with. In another case of A to Z it is the same mailbox (014).
 */
export async function changePutBack(
  ctx: Context,
  user: { id: number; email: string | null },
  { email }: Names,
) {
  if (email === null || email === user.email) return undefined
  const wasThis = sql`lower(${nameChanges.emailBefore} collate "C") = lower(${email}::text collate "C")`
  const [change] = await ctx.db
    .select({ userVersion: nameChanges.userVersion })
    .from(nameChanges)
    .where(and(eq(nameChanges.userId, user.id), wasThis, isOpenChange(ctx.now)))
    .orderBy(asc(nameChanges.userVersion))
    .limit(1)
  return change
}
