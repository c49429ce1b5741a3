import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema'

/** A database or a transaction, on either driver. Everything below the doors takes this and never the driver. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>
