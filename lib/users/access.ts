import 'server-only'
import type { Context } from '@/lib/context'
import type { Ending } from '@/lib/plan'
import { countOpenLinks } from '@/lib/recovery/open'
import { revokeLinksOf } from '@/lib/recovery/revoke'
import { countOpenSessions } from '@/lib/sessions/open'
import { revokeSessionsOf } from '@/lib/sessions/revoke'
import { endTicketsOf } from '@/lib/sign-in/ticket'
import { countOpenTokens } from '@/lib/tokens/open'
import { revokeTokensOf } from '@/lib/tokens/revoke'
import type { AccessKind } from './access-kinds'

type Access = {
  count: (ctx: Context, userIds: number[]) => Promise<Map<number, number>>
  end: (ctx: Context, userIds: number[]) => Promise<number>
}

/** Whatever a user can act with: what plans count and what ends when they are taken out of service. */
const accesses: Record<AccessKind, Access> = {
  sessions: { count: countOpenSessions, end: revokeSessionsOf },
  apiTokens: { count: countOpenTokens, end: revokeTokensOf },
  recoveryLinks: { count: countOpenLinks, end: revokeLinksOf },
}

/** What each of these users could act with now. */
export async function countAccess(ctx: Context, userIds: number[]): Promise<Map<number, Ending[]>> {
  const found = new Map<number, Ending[]>(userIds.map((id) => [id, []]))
  for (const [kind, { count }] of Object.entries(accesses)) {
    for (const [id, number] of await count(ctx, userIds)) found.get(id)?.push({ kind, count: number })
  }
  return found
}

/** Ends everything these users could still act with. Called in the transaction that takes them out of service. */
export async function endAccess(ctx: Context, userIds: number[]): Promise<void> {
  for (const { end } of Object.values(accesses)) await end(ctx, userIds)
  await endTicketsOf(ctx, userIds)
}
