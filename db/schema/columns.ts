import { sql } from 'drizzle-orm'
import { customType, integer, timestamp } from 'drizzle-orm/pg-core'

/** Compared and sorted byte by byte, the same on every server whatever its locale. */
export const keyText = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

/** Milliseconds, as JavaScript dates have, so that a value read back compares equal to the one stored. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** The ids of those who know something besides the user it is of. They may be gone. */
export const knowers = (name: string) => integer(name).array().notNull().default(sql`'{}'`)
