import 'server-only'
import { and, count, inArray, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { apiTokens, recoveryLinks, sessions } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import type { AccessKind } from './access-kinds'
import type { Ending, Endings } from './endings'
import { isOpenLink } from './open-links'
import { isOpenSession } from './open-sessions'
import { isOpenToken } from './open-tokens'
import { revokeLinksOf } from './revoke-links'
import { revokeSessionsOf } from './revoke-sessions'
import { revokeTokensOf } from './revoke-tokens'
import { endTicketsOf } from './tickets'

type Access = {
  /** The column that says whose it is. */
  owner: PgColumn
  isOpen: (now: Date) => SQL | undefined
  end: (ctx: Context, userIds: number[]) => Promise<number>
}

/** Whatever a user can act with: what plans count and what ends when they are taken out of service. */
const accesses: Record<AccessKind, Access> = {
  sessions: { owner: sessions.userId, isOpen: isOpenSession, end: revokeSessionsOf },
  apiTokens: { owner: apiTokens.userId, isOpen: isOpenToken, end: revokeTokensOf },
  recoveryLinks: { owner: recoveryLinks.userId, isOpen: isOpenLink, end: revokeLinksOf },
}

/** What each of these users could act with now. */
export async function countAccess(ctx: Context, userIds: number[]): Promise<Map<number, Ending[]>> {
  const found = new Map<number, Ending[]>(userIds.map((id) => [id, []]))
  for (const [kind, { owner, isOpen }] of Object.entries(accesses)) {
    const rows = await ctx.db
      .select({ userId: owner, count: count() })
      .from(owner.table)
      .where(and(inArray(owner, userIds), isOpen(ctx.now)))
      .groupBy(owner)
    for (const { userId, count } of rows) found.get(Number(userId))?.push({ kind, count })
  }
  return found
}

/** What all these users, a table of ids, together could act with now: all of it, or these kinds. */
export async function sumAccess(ctx: Context, userIds: SQL, kinds?: readonly AccessKind[]): Promise<Endings> {
  const ends: Ending[] = []
  for (const [kind, { owner, isOpen }] of Object.entries(accesses)) {
    if (kinds && !kinds.some((wanted) => wanted === kind)) continue
    const [row] = await ctx.db
      .select({ count: count() })
      .from(owner.table)
      .where(and(inArray(owner, userIds), isOpen(ctx.now)))
    if (row && row.count > 0) ends.push({ kind, count: row.count })
  }
  return { ends, endsUnseen: false }
}

/** Ends everything these users could still act with. Called in the transaction that takes them out of service. */
export async function endAccess(ctx: Context, userIds: number[]): Promise<void> {
  for (const { end } of Object.values(accesses)) await end(ctx, userIds)
  await endTicketsOf(ctx, userIds)
}
