import { integer, pgTable } from 'drizzle-orm/pg-core'
import { keyText, moment } from './columns'

/** Counters of rate-limiter-flexible, which fixes these three columns. */
export const rateLimits = pgTable('rate_limits', {
  key: keyText('key').primaryKey(),
  points: integer('points').notNull(),
  expire: moment('expire'),
})
