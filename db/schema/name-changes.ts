import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { knowers, moment } from './columns'
import { users } from './users'

/** A change of what one signs in with that was told to the address of before, with a link that undoes it, once. */
export const nameChanges = pgTable(
  'name_changes',
  {
    id: uuid('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The version the change gave the user: what was changed later has a higher one. */
    userVersion: integer('user_version').notNull(),
    /** What there was before, of what was changed. */
    usernameBefore: text('username_before'),
    emailBefore: text('email_before'),
    emailSetByBefore: knowers('email_set_by_before'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    undoneAt: moment('undone_at'),
    /** When something else ended the link: an earlier change was undone, or what was before was put back by hand. */
    endedAt: moment('ended_at'),
  },
  (t) => [index('name_changes_user').on(t.userId, t.userVersion)],
)
