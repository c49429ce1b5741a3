import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { knowers, moment } from './columns'
import { users } from './users'

/** Asked for at "Forgot password?", by whomever, or given by somebody who may recover the user. */
export const linkKinds = ['asked', 'given'] as const

/** A link with which one user chooses a new password, once. Ended ones stay, so that their page can say what happened. */
export const recoveryLinks = pgTable(
  'recovery_links',
  {
    id: uuid('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: linkKinds }).notNull().default('given'),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** Who was shown it, and so knows the password chosen with it. */
    shownTo: knowers('shown_to'),
    /** Where it went by mail. A trigger ends it with this address. */
    mailedTo: text('mailed_to'),
    /** A check keeps it within seven days of the making. */
    expiresAt: moment('expires_at').notNull(),
    /** How often the address was fetched, by whatever machine. Fetching uses nothing up. */
    fetches: integer('fetches').notNull().default(0),
    lastFetchedAt: moment('last_fetched_at'),
    /** When a person first went on from the page that names the account. */
    openedAt: moment('opened_at'),
    usedAt: moment('used_at'),
    replacedAt: moment('replaced_at'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [
    index('recovery_links_user').on(t.userId, t.createdAt),
    index('recovery_links_expiry').on(t.expiresAt),
    // A newer link ends the older of its kind, also when two are made at once.
    uniqueIndex('recovery_links_standing')
      .on(t.userId, t.kind)
      .where(sql`used_at is null and replaced_at is null and revoked_at is null`),
  ],
)

/** One browser's way through a recovery link, from Continue on. */
export const recoveryFlows = pgTable(
  'recovery_flows',
  {
    tokenHash: text('token_hash').primaryKey(),
    linkId: uuid('link_id')
      .notNull()
      .references(() => recoveryLinks.id, { onDelete: 'cascade' }),
    startedAt: moment('started_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    needsSecondFactor: boolean('needs_second_factor').notNull(),
    secondFactorAt: moment('second_factor_at'),
  },
  (t) => [index('recovery_flows_link').on(t.linkId)],
)

/** What strangers asked for at "Forgot password?", worked off after they have their answer, the same for everybody. */
export const recoveryRequests = pgTable('recovery_requests', {
  /** Orders the line in which they are worked off. */
  id: uuid('id').primaryKey(),
  /** Sealed with the instance key: it may be a password typed into the wrong field. */
  identifier: text('identifier').notNull(),
  requestedAt: moment('requested_at').notNull(),
  ip: text('ip'),
  userAgent: text('user_agent'),
  requestId: text('request_id'),
})
