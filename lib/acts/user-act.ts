import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Endings } from '@/lib/access/endings'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import type { PlanRow } from './plan'
import type { AffectedUser } from './selected'

/** Something done to users that is reviewed first, to a few at once or to many as a job. */
export type UserAct<Options> = {
  kind: string
  permission: Permission
  /** Locks what every writer locks before users, and gives the context to go on with. */
  lock: (ctx: Context) => Promise<Context>
  /** Whom it changes, as a condition; it leaves the others as they are. */
  concerned: SQL | undefined
  /** Whether that is told of a user only to who may do it to them; else whoever sees them may know. */
  isSecret?: true
  /** Said of those it leaves as they are. */
  unchanged: (count: number) => string
  /** Rows of its plan, each with what stands against it; `all`, a table of ids, to whom it is done together. */
  rows: (ctx: Context, concerned: AffectedUser[], all: SQL) => Promise<PlanRow[]>
  /** Whom of many, a table of ids, those rows say something against, as a condition on `users`; none for nobody. */
  blocked?: (ctx: Context, people: SQL) => Promise<SQL | undefined>
  /** What ends with it for many, a table of ids; none where nothing does. */
  ends?: (ctx: Context, people: SQL) => Promise<Endings>
  warnings: string[]
  /** What is to be warned of besides, of those to whom it is done, a table of ids. */
  warn?: (ctx: Context, people: SQL, count: number) => Promise<string[]>
  /** The number to be typed first, if any, by those to whom it is done; of many their rows are not known. */
  typed: (count: number, rows: PlanRow[]) => number | undefined
  options: z.ZodType<Options>
  /** The change itself, to users that are locked, concerned and not blocked, in the caller's transaction. */
  apply: (ctx: Context, users: AffectedUser[], options: Options) => Promise<void>
}
