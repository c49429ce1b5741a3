import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/** Work on many users, done in slices by whichever process is free. Each slice is one transaction with its outcomes. */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    input: jsonb('input').$type<Record<string, unknown>>().notNull(),
    /** Who started it, and with whose rights it works, asked anew for each slice. */
    userId: integer('user_id'),
    actorLabel: text('actor_label').notNull(),
    /** Everybody it concerns, until all of them are listed in `job_items`, which would take too long at once. */
    userIds: integer('user_ids').array(),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    createdAt: moment('created_at').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    /** When its next slice may begin. A slice puts it behind the others, one that failed further off each time. */
    dueAt: moment('due_at').notNull().default(sql`now()`),
    /** Slices that failed one after the other. */
    failures: integer('failures').notNull().default(0),
    /** Why it stopped before its end. */
    stoppedBecause: text('stopped_because'),
  },
  (t) => [
    index('jobs_newest').on(t.createdAt, t.id),
    index('jobs_due').on(t.dueAt).where(sql`finished_at is null`),
  ],
)

export const jobItems = pgTable(
  'job_items',
  {
    jobId: uuid('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    userId: integer('user_id').notNull(),
    label: text('label').notNull(),
    outcome: text('outcome', { enum: ['done', 'unchanged', 'refused'] }),
    message: text('message'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.position] }),
    index('job_items_outcome').on(t.jobId, t.outcome, t.position),
  ],
)
