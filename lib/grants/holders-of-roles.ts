import 'server-only'
import { and, inArray, or, type SQL, sql } from 'drizzle-orm'
import { grants, roles, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { nameKey } from '@/lib/kernel/names'
import { permittedUsers } from '@/lib/rights/scope'
import { visibleRoles } from '@/lib/rights/visible-roles'

/**
 * The users who have one of these roles directly over everything, as a condition on `users`; undefined when none is
 * named. Who may not see the grants of a user does not learn of them by filtering, nor who may not know
 * of a role of its name.
 */
export async function holdersOfRoles(
  ctx: Context,
  names: string[] | undefined,
  uuids: string[] | undefined,
): Promise<SQL | undefined> {
  if (!names && !uuids) return undefined
  const holding = ctx.db
    .select({ id: grants.userId })
    .from(grants)
    .innerJoin(roles, sql`${roles.id} = ${grants.roleId} and ${grants.scope} = 'everything'`)
    .where(
      and(
        or(names && inArray(roles.nameKey, names.map(nameKey)), uuids && inArray(roles.uuid, uuids)),
        visibleRoles(ctx),
      ),
    )
  return and(inArray(users.id, holding), await permittedUsers(ctx, 'grants.read'))
}
