import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/** What administrators have set for the whole instance. A setting without a row has its default. */
export const settings = pgTable('settings', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: moment('updated_at').notNull(),
})
