import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { grants, groups, roles, users } from '@/db/schema'
import type { Plan } from '@/lib/acts/plan'
import { makePlan, requirePlanned } from '@/lib/acts/planning'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { isolated } from '@/lib/kernel/isolated'
import { giftsWhere } from '@/lib/rights/gifts'
import { lockRights } from '@/lib/rights/lock'
import { requireHeld } from '@/lib/rights/reach'
import { readableGrants } from '@/lib/rights/readable-grants'
import { requirePermission } from '@/lib/rights/require'
import { findRole, type Role } from './get'
import type { DeleteRole } from './input'
import { builtIn } from './update'

/** Whom deleting a role takes it from. Changes nothing. */
export async function planRoleDeletion(ctx: Context, id: number): Promise<Plan> {
  await requirePermission(ctx, 'roles.delete')
  return planFor(ctx, await findRole(ctx, eq(roles.id, id)))
}

/**
 * Deletes a role and takes it from everybody who has it. Throws Conflict for a role that comes with Latchkey, or when the
 * plan is no longer the one reviewed. Whoever deletes it must hold what it gives, over everything it is granted over.
 */
export async function deleteRole(ctx: Context, { id, review }: DeleteRole): Promise<{ name: string }> {
  await requirePermission(ctx, 'roles.delete')
  return inTransaction(ctx, async (unlocked) => {
    const ctx = await lockRights(unlocked)
    await requirePermission(ctx, 'roles.delete')
    const role = await findRole(ctx, eq(roles.id, id))
    requirePlanned(await planFor(ctx, role), review)
    const { name, description, permissions } = role
    await ctx.db.delete(roles).where(eq(roles.id, id))
    await recordEvent(ctx, {
      name: 'role.deleted',
      subjects: [{ type: 'role', id: String(id), label: name }],
      changes: Object.fromEntries(
        Object.entries(changesBetween({}, { name, description, permissions })).map(([field, change]) => [
          field,
          { old: change.new, new: null },
        ]),
      ),
    })
    return { name }
  })
}

const listedHolders = 10

async function planFor(ctx: Context, role: Role): Promise<Plan> {
  if (!role.isBuiltIn) requireHeld(ctx, await giftsWhere(ctx, sql`g.role_id = ${role.id}`))
  const { seen, hasOthers } = await holdersOf(ctx, role.id)
  const names = seen.map(({ name }) => isolated(name))
  const more = names.length - listedHolders
  const list = names.slice(0, listedHolders).join(', ') + (more > 0 ? ` and ${more} more` : '')
  return makePlan({
    rows: [
      {
        id: role.id,
        label: role.name,
        note: role.description,
        ends: (['user', 'group'] as const).flatMap((kind) => {
          const count = seen.filter((holder) => holder.kind === kind).length
          return count > 0 ? [{ kind, count }] : []
        }),
        ...(role.isBuiltIn && { blocker: builtIn }),
      },
    ],
    warnings: [
      ...(names.length > 0 ? [`It is taken from ${list}.`] : []),
      ...(hasOthers ? ['It is also taken from holders outside your view.'] : []),
    ],
  })
}

/** Who has the role directly: those the actor may know of, and whether there are others. */
async function holdersOf(ctx: Context, roleId: number) {
  const readable = await readableGrants(ctx)
  const rows = await ctx.db
    .selectDistinct({
      kind: sql<'user' | 'group'>`case when ${grants.userId} is null then 'group' else 'user' end`,
      name: sql<string>`coalesce(${users.username}, ${groups.name})`,
      isSeen: sql<boolean>`${readable ?? sql`true`}`,
    })
    .from(grants)
    .leftJoin(users, eq(users.id, grants.userId))
    .leftJoin(groups, eq(groups.id, grants.groupId))
    .where(eq(grants.roleId, roleId))
    .orderBy(sql`1`, sql`2`)
  return { seen: rows.filter(({ isSeen }) => isSeen), hasOthers: rows.some(({ isSeen }) => !isSeen) }
}
