import 'server-only'
import type { CredentialName } from '@/lib/access/credential-words'
import { toldKinds } from '@/lib/access/credentials'
import type { Context } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import { getUser } from './get'

export type UseOfUser = { kind: CredentialName; id: string; name: string }

/**
 * What of a user's can still be used and goes with them, kind by kind, the oldest first, for whoever may delete them.
 * Throws NotFound for one out of sight, Forbidden for one who may only be seen.
 */
export async function listUsesOfUser(ctx: Context, id: number): Promise<UseOfUser[]> {
  await getUser(ctx, id)
  await requirePermission(ctx, 'users.delete', { userId: id })
  const uses: UseOfUser[] = []
  for (const { name: kind, told } of toldKinds)
    uses.push(...(await told.usable(ctx, id)).map((use) => ({ kind, ...use })))
  return uses
}
