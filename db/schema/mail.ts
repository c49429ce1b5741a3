import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns'
import { nameChanges } from './name-changes'
import { recoveryLinks } from './recovery'
import { users } from './users'

/** Mail written in the transaction of what it tells of, and sent after it. */
export const mails = pgTable(
  'mails',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    userId: integer('user_id').references(() => users.id, { onDelete: 'cascade' }),
    /** The link it carries: once that has ended, the mail is not worth sending. */
    recoveryLinkId: uuid('recovery_link_id').references(() => recoveryLinks.id, { onDelete: 'cascade' }),
    /** The same of a link that undoes a change. */
    nameChangeId: uuid('name_change_id').references(() => nameChanges.id, { onDelete: 'cascade' }),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    /** HTML and text, sealed with the instance key, since they may hold a link. Removed once sent or given up. */
    content: text('content'),
    status: text('status', { enum: ['queued', 'sent', 'captured', 'failed', 'cancelled'] }).notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** When a process took it to send it, until it has said what came of it. */
    claimedAt: moment('claimed_at'),
    /** When it is next due; moved ahead while a process is sending it, so that no other does. */
    dueAt: moment('due_at'),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    index('mails_due').on(t.dueAt),
    index('mails_finished').on(t.finishedAt),
    index('mails_newest').on(t.createdAt, t.id),
    index('mails_user').on(t.userId, t.createdAt),
    index('mails_recovery_link').on(t.recoveryLinkId),
    index('mails_name_change').on(t.nameChangeId),
  ],
)

/** Every try to hand a mail over, with what the other side said. */
export const mailAttempts = pgTable(
  'mail_attempts',
  {
    id: uuid('id').primaryKey(),
    mailId: uuid('mail_id')
      .notNull()
      .references(() => mails.id, { onDelete: 'cascade' }),
    attemptedAt: moment('attempted_at').notNull(),
    transport: text('transport').notNull(),
    outcome: text('outcome', { enum: ['sent', 'captured', 'postponed', 'refused'] }).notNull(),
    answer: text('answer').notNull(),
  },
  (t) => [index('mail_attempts_mail').on(t.mailId, t.attemptedAt)],
)
