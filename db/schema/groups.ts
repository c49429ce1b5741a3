import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { keyText, moment } from './columns'
import { users } from './users'

/** Triggers keep `direct_members`, which counts memberships whose time is over until they are swept away. */
export const groups = pgTable(
  'groups',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    uuid: uuid('uuid').notNull().unique(),
    name: text('name').notNull(),
    nameKey: keyText('name_key').notNull().unique(),
    /** The name as search compares it. */
    search: text('search').notNull(),
    attributes: jsonb('attributes').$type<Record<string, unknown>>().notNull().default({}),
    directMembers: integer('direct_members').notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [index('groups_search').using('gin', t.search.op('gin_trgm_ops'))],
)

/** A group's parents. Members of a group count as members of all groups above it. */
export const groupParents = pgTable(
  'group_parents',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    parentId: integer('parent_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.parentId] }), index('group_parents_parent').on(t.parentId)],
)

/** Every group with itself and all groups above it, and how many steps away at least. Triggers keep it. */
export const groupAncestors = pgTable(
  'group_ancestors',
  {
    groupId: integer('group_id').notNull(),
    ancestorId: integer('ancestor_id').notNull(),
    distance: integer('distance').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.ancestorId] }),
    index('group_ancestors_ancestor').on(t.ancestorId, t.groupId),
  ],
)

export const groupMembers = pgTable(
  'group_members',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    addedAt: moment('added_at').notNull(),
    /** When the membership is over. Every read asks the clock; sweeping only tidies. */
    expiresAt: moment('expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.userId] }),
    index('group_members_user').on(t.userId, t.groupId, t.expiresAt),
    index('group_members_expiring').on(t.expiresAt, t.groupId).where(sql`expires_at is not null`),
  ],
)
