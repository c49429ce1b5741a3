import type { SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Context } from '@/lib/kernel/context'
import type { CredentialName } from './credential-words'

/** One kind of what somebody can get in with. Plans, deactivation, deletion, export and used-by know these and no others. */
export type CredentialKind = {
  /** The column that says whose it is. */
  owner: PgColumn
  /** Those that can be used now, as a condition on the owner's table. */
  isOpen: (now: Date) => SQL | undefined
  /** Its key, when it ends by itself, and for how many milliseconds after that it is kept to be read about. */
  kept: { key: PgColumn; expiresAt: PgColumn; forMs: number }
  /** Ends all these users still have, in the caller's transaction, and says how many. */
  end: (ctx: Context, userIds: number[]) => Promise<number>
} & (ToldOf | { name: string; told?: undefined })

/** A kind that people are told of; they are not of what lives for seconds. */
export type ToldOf = {
  name: CredentialName
  told: {
    /** All of one user's, the oldest first, for their export: column by column, never a secret or a hash. */
    held: (ctx: Context, userId: number) => Promise<object[]>
    /** Those of one user that can be used now, the oldest first, by the name the actor may know each by. */
    usable: (ctx: Context, userId: number) => Promise<{ id: string; name: string }[]>
  }
}

export const dayMs = 24 * 3_600_000
