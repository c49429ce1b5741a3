import { type AnyPgColumn, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { keyText, moment } from './columns'

/** The tree. The root row (id 1, empty path) stands for "All users"; triggers keep the counters. */
export const folders = pgTable(
  'folders',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    parentId: integer('parent_id').references((): AnyPgColumn => folders.id, { onDelete: 'restrict' }),
    name: text('name').notNull(),
    path: keyText('path').notNull().unique(),
    directUsers: integer('direct_users').notNull().default(0),
    totalUsers: integer('total_users').notNull().default(0),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('folders_parent_name').on(t.parentId, t.name)],
)
