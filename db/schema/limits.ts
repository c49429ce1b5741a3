import { index, integer, pgTable } from 'drizzle-orm/pg-core'
import { keyText, moment } from './columns'

/** What was tried too often, counted by key. No name typed at a door is kept in a key. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: keyText('key').primaryKey(),
    /** What counted since the window began. */
    points: integer('points').notNull(),
    /** When the window ends, and with it the points. */
    expire: moment('expire'),
    /** Tries under way, of which nobody knows yet whether they will count. */
    held: integer('held').notNull().default(0),
    /** After this moment a try under way is one whose process died. */
    heldUntil: moment('held_until'),
  },
  (t) => [index('rate_limits_by_expire').on(t.expire)],
)
