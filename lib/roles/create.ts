import 'server-only'
import { randomUUID } from 'node:crypto'
import { rolePermissions, roles } from '@/db/schema'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { isUniqueViolation } from '@/lib/kernel/database'
import { Invalid } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/names'
import { requireOtherThanHidden } from '@/lib/kernel/reads-as-ours'
import { lockRights } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import type { RoleFields } from './input'

/**
 * Creates a role, which gives nobody anything until it is granted; whoever grants it must hold what it holds. Throws
 * Invalid on `name` when another role has it.
 */
export async function createRole(ctx: Context, input: RoleFields): Promise<{ id: number; uuid: string }> {
  await requirePermission(ctx, 'roles.create')
  return refusingTakenRoleName(() =>
    inTransaction(ctx, async (unlocked) => {
      const ctx = await lockRights(unlocked)
      await requirePermission(ctx, 'roles.create')
      const { name, description, permissions } = input
      requireOtherThanHidden(name)
      const [created] = await ctx.db
        .insert(roles)
        .values({
          ...{ uuid: randomUUID(), name, nameKey: nameKey(name), description },
          ...{ createdAt: ctx.now, updatedAt: ctx.now },
        })
        .returning({ id: roles.id, uuid: roles.uuid })
      if (!created) throw new Error('insert returned no row')
      await addPermissions(ctx, created.id, permissions)
      await recordEvent(ctx, {
        name: 'role.created',
        subjects: [{ type: 'role', id: String(created.id), label: name }],
        changes: changesBetween({}, { name, description, permissions }),
      })
      return created
    }),
  )
}

/** Puts permissions into a role, in the caller's transaction. */
export async function addPermissions(ctx: Context, roleId: number, permissions: string[]): Promise<void> {
  if (permissions.length === 0) return
  await ctx.db
    .insert(rolePermissions)
    .values(permissions.map((permission) => ({ roleId, permission })))
    .onConflictDoNothing()
}

/** Runs a write of a role; when another has its name, says so at the field. */
export async function refusingTakenRoleName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isUniqueViolation(error, 'roles_name_key_unique')) throw error
    throw new Invalid({ name: ['Another role has this name.'] })
  }
}
