import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns'

export type EventSubject = { type: string; id: string; label: string }
export type EventChanges = Record<string, { old: unknown; new: unknown }>

/** The audit log. Append-only by trigger; names are copied, so a line outlives what it speaks of. */
export const events = pgTable(
  'events',
  {
    id: uuid('id').primaryKey(),
    createdAt: moment('created_at').notNull(),
    name: text('name').notNull(),
    actorType: text('actor_type').notNull(),
    actorUserId: integer('actor_user_id'),
    actorLabel: text('actor_label').notNull(),
    subjects: jsonb('subjects').$type<EventSubject[]>().notNull(),
    changes: jsonb('changes').$type<EventChanges>().notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
  },
  (t) => [index('events_by_name').on(t.name, t.id)],
)

/** Finds the events of one thing, as actor or as subject. */
export const eventSubjects = pgTable(
  'event_subjects',
  {
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    eventId: uuid('event_id')
      .notNull()
      .references(() => events.id),
  },
  (t) => [primaryKey({ columns: [t.subjectType, t.subjectId, t.eventId] })],
)
