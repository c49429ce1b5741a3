import { pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/** The one-time link to /setup. At most one row is open. */
export const setupLinks = pgTable('setup_links', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
})
