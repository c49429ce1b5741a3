import 'server-only'
import { and, count, inArray, lt, type SQL } from 'drizzle-orm'
import type { Context } from '@/lib/kernel/context'
import { removeSome } from '@/lib/kernel/remove-some'
import { apiTokenKind } from './api-tokens'
import type { CredentialName } from './credential-words'
import type { Ending, Endings } from './endings'
import type { CredentialKind, ToldOf } from './kind'
import { recoveryLinkKind } from './recovery-links'
import { sessionKind } from './sessions'
import { ticketKind } from './tickets'

/** Every kind there is of what a user can get in with: a new one is one file, and its line here. */
export const credentialKinds: CredentialKind[] = [sessionKind, apiTokenKind, recoveryLinkKind, ticketKind]

/** Those that people are told of. */
export const toldKinds = credentialKinds.filter((kind): kind is CredentialKind & ToldOf => Boolean(kind.told))

/** What each of these users could get in with now. */
export async function countCredentials(ctx: Context, userIds: number[]): Promise<Map<number, Ending[]>> {
  const found = new Map<number, Ending[]>(userIds.map((id) => [id, []]))
  for (const { name, owner, isOpen } of toldKinds) {
    const rows = await ctx.db
      .select({ userId: owner, count: count() })
      .from(owner.table)
      .where(and(inArray(owner, userIds), isOpen(ctx.now)))
      .groupBy(owner)
    for (const { userId, count } of rows) found.get(Number(userId))?.push({ kind: name, count })
  }
  return found
}

/** What all these users, a table of ids, together could get in with now: all of it, or these kinds. */
export async function sumCredentials(
  ctx: Context,
  userIds: SQL,
  names?: readonly CredentialName[],
): Promise<Endings> {
  const ends: Ending[] = []
  for (const { name, owner, isOpen } of toldKinds) {
    if (names && !names.includes(name)) continue
    const [row] = await ctx.db
      .select({ count: count() })
      .from(owner.table)
      .where(and(inArray(owner, userIds), isOpen(ctx.now)))
    if (row && row.count > 0) ends.push({ kind: name, count: row.count })
  }
  return { ends, endsUnseen: false }
}

/** Ends everything these users could still get in with. Called in the transaction that takes them out of service. */
export async function endCredentials(ctx: Context, userIds: number[]): Promise<void> {
  for (const { end } of credentialKinds) await end(ctx, userIds)
}

/**
 * Removes some of what ended long ago, however it ended, and says whether there may be more. Nobody waits for it: whoever
 * asks whether one can be used asks the clock.
 */
export async function sweepCredentials(ctx: Context): Promise<boolean> {
  let isMore = false
  for (const { kept } of credentialKinds) {
    const isOver = lt(kept.expiresAt, new Date(ctx.now.getTime() - kept.forMs))
    isMore = (await removeSome(ctx, kept.key, isOver)) || isMore
  }
  return isMore
}
