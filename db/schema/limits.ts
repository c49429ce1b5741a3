import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/** Counters of rate-limiter-flexible, which fixes these three columns. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: moment('expire'),
})
