import 'server-only'
import { and, inArray, or, type SQL, sql } from 'drizzle-orm'
import { grants, groups, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from './catalogue'
import { giftsOfGrants } from './gifts'
import { notHeld } from './rights'
import { permittedGroups, permittedUsers, rightsOf } from './scope'

/**
 * The rows of `grants` over whose holders the actor holds a permission, that of reading unless said; undefined for all of
 * them.
 */
export async function readableGrants(
  ctx: Context,
  permission: Permission = 'grants.read',
): Promise<SQL | undefined> {
  const ofUsers = await permittedUsers(ctx, permission)
  const ofGroups = permittedGroups(ctx, permission)
  if (!ofUsers && !ofGroups) return undefined
  return or(
    sql`${grants.userId} in (select ${users.id} from ${users} where ${ofUsers ?? sql`true`})`,
    sql`${grants.groupId} in (select ${groups.id} from ${groups} where ${ofGroups ?? sql`true`})`,
  )
}

/** Which of these grants the actor may take away: over their holders, and holding what they give. */
export async function removableGrants(ctx: Context, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ctx.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(inArray(grants.id, ids), await readableGrants(ctx, 'grants.delete')))
  const gifts = await giftsOfGrants(
    ctx,
    rows.map(({ id }) => id),
  )
  const held = [...gifts].filter(([, gift]) => notHeld(rightsOf(ctx), [gift]).length === 0)
  return new Set(held.map(([id]) => id))
}
