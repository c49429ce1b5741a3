import 'server-only'
import { and, type SQL, sql } from 'drizzle-orm'
import { grants, roles, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { readJsonRows } from '@/lib/kernel/json-rows'
import { integers } from '@/lib/kernel/sql-arrays'
import { readableGrants } from '@/lib/rights/readable-grants'
import { visibleRoles } from '@/lib/rights/visible-roles'

export type HeldRole = { uuid: string; name: string }

/** The roles that the user of a row of `users` has directly over everything: what follows FROM in a look at each row. */
export function directRoles(condition: SQL | undefined): SQL {
  const held = and(sql`${grants.userId} = ${users.id}`, overEverything, condition)
  return sql`${grants} join ${roles} on ${roles.id} = ${grants.roleId} where ${held}`
}

const overEverything = sql`${grants.scope} = 'everything'`

/** The roles each of these groups has directly over everything, as far as the actor may see them. One query, however many. */
export async function rolesOfGroups(ctx: Context, groupIds: number[]): Promise<Map<number, HeldRole[]>> {
  const found = new Map<number, HeldRole[]>()
  if (groupIds.length === 0) return found
  const oneOfThem = sql`${grants.groupId} = any(${integers(groupIds)})`
  const rows = await readJsonRows(
    ctx.db,
    columns,
    sql`from ${grants} join ${roles} on ${roles.id} = ${grants.roleId}
      where ${and(oneOfThem, overEverything, visibleRoles(ctx), await readableGrants(ctx))} order by ${roles.nameKey}`,
  )
  for (const { holder, ...role } of rows) found.set(holder ?? 0, [...(found.get(holder ?? 0) ?? []), role])
  return found
}

const columns = { holder: grants.groupId, uuid: roles.uuid, name: roles.name }
