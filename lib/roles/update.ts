import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { grants, rolePermissions, roles } from '@/db/schema'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict, StaleVersion } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/names'
import { requireOtherThanHidden } from '@/lib/kernel/reads-as-ours'
import type { Raised } from '@/lib/raising/people'
import { raise } from '@/lib/raising/raise'
import { giftsWhere } from '@/lib/rights/gifts'
import { lockRights } from '@/lib/rights/lock'
import { requireHeld } from '@/lib/rights/reach'
import { requirePermission } from '@/lib/rights/require'
import { addPermissions, refusingTakenRoleName } from './create'
import { findRole, type Role } from './get'
import type { UpdateRole } from './input'

export const builtIn = 'This role comes with Latchkey and stays as it is.'

/**
 * Changes the fields given and no others, for everybody who has the role at once. With `version`, throws Conflict holding
 * the role of now when somebody else changed it meanwhile. Whoever changes it must hold what it gives, before and after,
 * over everything it is granted over.
 */
export async function updateRole(ctx: Context, input: UpdateRole): Promise<Role> {
  await requirePermission(ctx, 'roles.update')
  return refusingTakenRoleName(() => inTransaction(ctx, async (ctx) => update(await lockRights(ctx), input)))
}

async function update(ctx: Context, { id, version, ...given }: UpdateRole): Promise<Role> {
  await requirePermission(ctx, 'roles.update')
  const old = await findRole(ctx, eq(roles.id, id))
  if (old.isBuiltIn) throw new Conflict(builtIn)
  if (version !== undefined && version !== old.version)
    throw new StaleVersion('Somebody else changed this role in the meantime.', old)
  const before = fieldsOf(old)
  const { name = old.name, description = old.description, permissions = old.permissions } = given
  const changes = changesBetween(before, fieldsOf({ name, description, permissions }))
  if (Object.keys(changes).length === 0) return old
  if ('name' in changes) requireOtherThanHidden(name)
  await requireHeld(ctx, await giftsWhere(ctx, sql`g.role_id = ${id}`))
  await ctx.db
    .update(roles)
    .set({ name, nameKey: nameKey(name), description, version: old.version + 1, updatedAt: ctx.now })
    .where(eq(roles.id, id))
  const removed = old.permissions.filter((held) => !permissions.includes(held))
  // Both at once: who keeps what came with a permission that goes gains nothing.
  await raise(ctx, await holdersOf(ctx, id), async () => {
    await ctx.db
      .delete(rolePermissions)
      .where(and(eq(rolePermissions.roleId, id), inArray(rolePermissions.permission, removed)))
    await addPermissions(ctx, id, permissions)
    requireHeld(ctx, await giftsWhere(ctx, sql`g.role_id = ${id}`))
  })
  await recordEvent(ctx, {
    name: 'role.updated',
    subjects: [{ type: 'role', id: String(id), label: name }],
    changes,
  })
  return findRole(ctx, eq(roles.id, id))
}

/** Who may gain by what a role comes to hold. */
export async function holdersOf(ctx: Context, id: number): Promise<Raised> {
  const holders = await ctx.db
    .select({ userId: grants.userId, groupId: grants.groupId })
    .from(grants)
    .where(eq(grants.roleId, id))
  return {
    userIds: holders.flatMap(({ userId }) => userId ?? []),
    groupIds: holders.flatMap(({ groupId }) => groupId ?? []),
  }
}

/** In one order, so that the same permissions in another are no change. */
function fieldsOf({ name, description, permissions }: Pick<Role, 'name' | 'description' | 'permissions'>) {
  return { name, description, permissions: [...permissions].sort() }
}
