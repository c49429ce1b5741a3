import 'server-only'
import { and, asc, desc, eq, gt, lt, type SQL } from 'drizzle-orm'
import { grants } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { type GrantRow, grantRows } from '@/lib/rights/grant-rows'
import { readableGrants, removableGrants } from '@/lib/rights/readable-grants'
import { requirePermission } from '@/lib/rights/require'
import type { ListGrants } from './input'
import { type ShownGrant, shownGrants } from './shown'

/** Who holds a grant. The asker may see them: grants of others are not listed. */
export type ShownHolder = { kind: 'user' | 'group'; id: number; uuid: string | null; label: string }

export type HeldGrant = ShownGrant & { holder: ShownHolder; isRemovable: boolean }

/** One page of who has a role directly, the newest first. Keyset on the id, which rises with time. */
export async function listGrantsOfRole(ctx: Context, roleId: number, input: ListGrants) {
  await requirePermission(ctx, 'roles.read')
  return listGrants(ctx, eq(grants.roleId, roleId), input)
}

/** One page of the grants that meet a condition, of holders whose grants the actor may see. */
export async function listGrants(
  ctx: Context,
  condition: SQL | undefined,
  { size, after, before }: { size: number; after?: string | undefined; before?: string | undefined },
) {
  await requirePermission(ctx, 'grants.read')
  const backwards = after === undefined && before !== undefined
  const position = after ?? before
  const beyond =
    position === undefined ? undefined : backwards ? gt(grants.id, position) : lt(grants.id, position)
  const found = await grantRows(ctx)
    .where(and(condition, beyond, await readableGrants(ctx)))
    .orderBy(backwards ? asc(grants.id) : desc(grants.id))
    .limit(size + 1)
  const hasMore = found.length > size
  const rows = found.slice(0, size)
  if (backwards) rows.reverse()
  return {
    rows: await heldGrants(ctx, rows),
    previous: (backwards ? hasMore : after !== undefined) ? rows[0]?.id : undefined,
    next: backwards || hasMore ? rows.at(-1)?.id : undefined,
  }
}

/** A page of the same by number, and how many there are. */
export async function findGrants(
  ctx: Context,
  condition: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ grants: HeldGrant[]; count: number }> {
  await requirePermission(ctx, 'grants.read')
  const readable = and(condition, await readableGrants(ctx))
  const rows = await grantRows(ctx).where(readable).orderBy(desc(grants.id)).limit(limit).offset(offset)
  return { grants: await heldGrants(ctx, rows), count: await ctx.db.$count(grants, readable) }
}

/** Grants with their holders, whom the asker is known to see. */
async function heldGrants(ctx: Context, rows: GrantRow[]): Promise<HeldGrant[]> {
  const shown = await shownGrants(ctx, rows)
  const removable = await removableGrants(
    ctx,
    rows.map(({ id }) => id),
  )
  return shown.map((grant, index) => ({
    ...grant,
    holder: holderOf(rows[index] as GrantRow),
    isRemovable: removable.has(grant.id),
  }))
}

function holderOf({ userId, username, groupId, groupUuid, groupName }: GrantRow): ShownHolder {
  return userId === null
    ? { kind: 'group', id: groupId ?? 0, uuid: groupUuid, label: groupName ?? '' }
    : { kind: 'user', id: userId, uuid: null, label: username ?? '' }
}
