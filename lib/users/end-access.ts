import 'server-only'
import type { Context } from '@/lib/context'
import { revokeSessionsOf } from '@/lib/sessions/revoke'
import { revokeTokensOf } from '@/lib/tokens/revoke'

/** Ends everything these users could still act with. Called in the transaction that takes them out of service. */
export async function endAccess(ctx: Context, userIds: number[]): Promise<void> {
  await revokeSessionsOf(ctx, userIds)
  await revokeTokensOf(ctx, userIds)
}
