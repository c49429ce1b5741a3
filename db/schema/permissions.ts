import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { keyText, moment } from './columns'
import { folders } from './folders'
import { groups } from './groups'
import { users } from './users'

/** Bundles of permissions. `key` marks those that come with Latchkey, whose permissions are written in code. */
export const roles = pgTable('roles', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  uuid: uuid('uuid').notNull().unique(),
  key: text('key').unique(),
  name: text('name').notNull(),
  nameKey: keyText('name_key').notNull().unique(),
  description: text('description').notNull().default(''),
  version: integer('version').notNull().default(1),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})

export const rolePermissions = pgTable(
  'role_permissions',
  {
    roleId: integer('role_id')
      .notNull()
      .references(() => roles.id, { onDelete: 'cascade' }),
    permission: text('permission').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roleId, t.permission] }),
    index('role_permissions_permission').on(t.permission),
  ],
)

export const scopeKinds = ['everything', 'folder', 'members', 'user', 'group'] as const

/** One permission or one role, given to one user or one group, over a scope. Checks and a unique index hold its shape. */
export const grants = pgTable(
  'grants',
  {
    id: uuid('id').primaryKey(),
    userId: integer('user_id').references(() => users.id, { onDelete: 'cascade' }),
    groupId: integer('group_id').references(() => groups.id, { onDelete: 'cascade' }),
    permission: text('permission'),
    roleId: integer('role_id').references(() => roles.id, { onDelete: 'cascade' }),
    scope: text('scope', { enum: scopeKinds }).notNull(),
    scopeFolderId: integer('scope_folder_id').references(() => folders.id, { onDelete: 'cascade' }),
    /** The group whose members are meant, or that group itself. */
    scopeGroupId: integer('scope_group_id').references(() => groups.id, { onDelete: 'cascade' }),
    scopeUserId: integer('scope_user_id').references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [
    uniqueIndex('grants_once').on(
      sql`coalesce(user_id, 0)`,
      sql`coalesce(group_id, 0)`,
      sql`coalesce(permission, '')`,
      sql`coalesce(role_id, 0)`,
      t.scope,
      sql`coalesce(scope_folder_id, scope_group_id, scope_user_id, 0)`,
    ),
    index('grants_user').on(t.userId),
    index('grants_group').on(t.groupId),
    index('grants_role').on(t.roleId),
    index('grants_scope_folder').on(t.scopeFolderId),
    index('grants_scope_group').on(t.scopeGroupId),
    index('grants_scope_user').on(t.scopeUserId),
  ],
)
