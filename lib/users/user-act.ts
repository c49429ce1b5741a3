import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@/lib/context'
import type { Permission } from '@/lib/permissions/catalogue'
import type { PlanRow } from '@/lib/plan'
import type { AccessKind } from './access-kinds'
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
  /** The rows of its plan, each with what stands against it. */
  rows: (ctx: Context, concerned: AffectedUser[]) => Promise<PlanRow[]>
  /** Whether what they could act with ends, or which kinds of it. */
  takesAccess: boolean | readonly AccessKind[]
  warnings: string[]
  /** The number to be typed first, if any. */
  typed: (count: number, rows: PlanRow[]) => number | undefined
  options: z.ZodType<Options>
  /** The change itself, to users that are locked, concerned and not blocked, in the caller's transaction. */
  apply: (ctx: Context, users: AffectedUser[], options: Options) => Promise<void>
}
