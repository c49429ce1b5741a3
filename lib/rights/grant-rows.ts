import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import { grants, groups, roles, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'

/** Grants as stored, with the names of holder and role; not yet fit to be shown. */
export function grantRows(ctx: Context) {
  return ctx.db
    .select({
      id: grants.id,
      userId: grants.userId,
      username: users.username,
      groupId: grants.groupId,
      groupUuid: groups.uuid,
      groupName: groups.name,
      permission: grants.permission,
      role: { id: roles.id, uuid: roles.uuid, name: roles.name, key: roles.key },
      scope: grants.scope,
      scopeFolderId: grants.scopeFolderId,
      scopeGroupId: grants.scopeGroupId,
      scopeUserId: grants.scopeUserId,
      /** Of what the scope is about, whoever may see it. */
      scopeLabel: sql<string | null>`coalesce(
        (select f.path from folders f where f.id = ${grants.scopeFolderId}),
        (select s.name from groups s where s.id = ${grants.scopeGroupId}),
        (select s.username from users s where s.id = ${grants.scopeUserId}))`,
      createdAt: grants.createdAt,
      createdBy: grants.createdBy,
    })
    .from(grants)
    .leftJoin(users, eq(users.id, grants.userId))
    .leftJoin(groups, eq(groups.id, grants.groupId))
    .leftJoin(roles, eq(roles.id, grants.roleId))
    .$dynamic()
}

export function grantsWhere(ctx: Context, condition: SQL | undefined) {
  return grantRows(ctx).where(condition).orderBy(grants.id)
}

export type GrantRow = Awaited<ReturnType<typeof grantRows>>[number]
