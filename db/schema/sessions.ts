import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { knowers, moment } from './columns'
import { users } from './users'

export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    authenticatedAt: moment('authenticated_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    /** Who else knew the password it was opened with. */
    knownBy: knowers('known_by'),
    ip: text('ip'),
    userAgent: text('user_agent'),
  },
  (t) => [index('sessions_user').on(t.userId, t.createdAt), index('sessions_expiry').on(t.expiresAt)],
)

/**
 * What a right password is worth: the key to the one next step, used once. A ticket for a session goes to the cookie
 * machinery within seconds; one for a new password lets its holder choose that and nothing else.
 */
export const signInTickets = pgTable(
  'sign_in_tickets',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    purpose: text('purpose', { enum: ['session', 'new_password'] }).notNull(),
    /** The stored form of the password that was checked, hashed: a ticket does not outlive its password. */
    passwordFingerprint: text('password_fingerprint').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('sign_in_tickets_expiry').on(t.expiresAt)],
)
