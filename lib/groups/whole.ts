import 'server-only'
import { hash } from 'node:crypto'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { grants, groupAncestors, groupParents, groups, roles } from '@/db/schema'
import { type HeldRole, rolesOfGroups } from '@/lib/grants/roles-of'
import type { Context } from '@/lib/kernel/context'
import { readableGrants } from '@/lib/rights/readable-grants'
import { hasPermission } from '@/lib/rights/require'
import { permittedGroups } from '@/lib/rights/scope'
import { visibleRoles } from '@/lib/rights/visible-roles'
import { firstMembers, type Member } from './first-members'
import { directMemberCount } from './member-counts'

/** Whether a group itself is an administrator over everything, for the rows of `groups`. */
export const isAdministratorGroup = sql<boolean>`exists (select from grants g join roles r on r.id = g.role_id
  where g.group_id = groups.id and g.scope = 'everything' and r.key = 'administrator')`

const relatedColumns = {
  uuid: groups.uuid,
  name: groups.name,
  isAdministrator: isAdministratorGroup,
  attributes: groups.attributes,
}

export type RelatedGroup = {
  uuid: string
  name: string
  isAdministrator: boolean
  attributes: Record<string, unknown>
}

/** Everything the API says of groups, of what the actor may see. `most`: how many members and children of each. */
export async function readWholeGroups(ctx: Context, ids: number[], most: number) {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({
      ...relatedColumns,
      id: groups.id,
      version: groups.version,
      memberCount: await directMemberCount(ctx),
    })
    .from(groups)
    .where(and(inArray(groups.id, ids), permittedGroups(ctx, 'groups.read')))
  const parents = await related(ctx, ids, 'above', most)
  const children = await related(ctx, ids, 'below', most)
  const members = await firstMembers(ctx, ids, most)
  const held = await rolesOfGroups(ctx, ids)
  const inherited = await inheritedRoles(ctx, ids)
  const found = new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        parents: parents.get(row.id) ?? [],
        children: children.get(row.id) ?? [],
        members: (members.get(row.id) ?? []).slice(0, most).map(withUid),
        membersTruncated: (members.get(row.id) ?? []).length > most,
        roles: held.get(row.id) ?? [],
        inheritedRoles: inherited.get(row.id) ?? [],
      },
    ]),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}

export type WholeGroup = Awaited<ReturnType<typeof readWholeGroups>>[number]

function withUid({ uuid, ...member }: Member) {
  return { ...member, uid: hash('sha256', uuid) }
}

/** The groups directly above or below each of these, by name, the first of them. */
async function related(ctx: Context, ids: number[], where: 'above' | 'below', most: number) {
  const [own, other] =
    where === 'above'
      ? [groupParents.groupId, groupParents.parentId]
      : [groupParents.parentId, groupParents.groupId]
  const place = sql<number>`row_number() over (partition by ${own} order by ${groups.nameKey})`.as('place')
  const ranked = ctx.db
    .select({
      ...relatedColumns,
      isAdministrator: isAdministratorGroup.as('is_administrator'),
      of: sql<number>`${own}`.as('of'),
      place,
    })
    .from(groupParents)
    .innerJoin(groups, eq(groups.id, other))
    .where(and(inArray(own, ids), permittedGroups(ctx, 'groups.read')))
    .as('ranked')
  const rows = await ctx.db.select().from(ranked).where(sql`place <= ${most}`).orderBy(asc(sql`place`))
  const found = new Map<number, RelatedGroup[]>()
  for (const { of, place: _, ...group } of rows) found.set(of, [...(found.get(of) ?? []), group])
  return found
}

/** The roles that groups above have directly over everything, as far as the actor may see them. */
async function inheritedRoles(ctx: Context, ids: number[]): Promise<Map<number, HeldRole[]>> {
  const found = new Map<number, HeldRole[]>()
  if (!(await hasPermission(ctx, 'grants.read'))) return found
  const ancestor = alias(groupAncestors, 'ancestor')
  const rows = await ctx.db
    .selectDistinct({ of: ancestor.groupId, uuid: roles.uuid, name: roles.name, nameKey: roles.nameKey })
    .from(ancestor)
    .innerJoin(grants, eq(grants.groupId, ancestor.ancestorId))
    .innerJoin(roles, eq(roles.id, grants.roleId))
    .where(
      and(
        inArray(ancestor.groupId, ids),
        sql`${ancestor.distance} > 0`,
        eq(grants.scope, 'everything'),
        visibleRoles(ctx),
        await readableGrants(ctx),
      ),
    )
    .orderBy(asc(roles.nameKey))
  for (const { of, nameKey: _, ...role } of rows) found.set(of, [...(found.get(of) ?? []), role])
  return found
}
