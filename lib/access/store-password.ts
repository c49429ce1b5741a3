import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { sessions, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { forgiveUsers } from '@/lib/limits/lockouts'
import { somebodyUntold } from './knower'
import { revokeLinksOf } from './recovery-links'
import { isOpenSession, revokeSessionsOf } from './sessions'
import { endTicketsOf } from './tickets'

type StoredPassword = {
  userId: number
  passwordHash: string
  mustChange?: boolean
  /** Who else knows it; without it nobody does. */
  knownBy?: number[]
  /** Chosen by whoever knew the one before: who else may have acted in their place meanwhile. Those who knew that one are kept. */
  begunBy?: number[]
  /** Which sessions go on: all, if somebody else set it, or the one it was changed in. Without it every one ends. */
  keptSessions?: 'all' | { id: string }
}

/**
 * Stores a new password in the caller's transaction, after the caller's checks. Whatever the old one had begun ends with
 * it: tickets, open recovery links, the devices known by it, what was tried too often, and sessions unless they are kept.
 * Returns how many sessions ended.
 */
export async function storePassword(ctx: Context, password: StoredPassword): Promise<number> {
  const { userId, passwordHash, mustChange = false, knownBy = [], begunBy, keptSessions } = password
  await ctx.db
    .update(users)
    .set({
      ...{ passwordHash, passwordChangedAt: ctx.now, mustChangePassword: mustChange },
      passwordKnownBy: knownBy,
      passwordBegunBy: begunBy ? begunWith(begunBy) : [],
      devicesForgottenAt: ctx.now,
    })
    .where(eq(users.id, userId))
  await forgiveUsers(ctx, [userId])
  await endTicketsOf(ctx, [userId])
  await revokeLinksOf(ctx, [userId])
  if (keptSessions === 'all') return keepSessions(ctx, userId)
  return revokeSessionsOf(ctx, [userId], keptSessions?.id)
}

/** These, whoever knew the password there is, and whoever that one was begun by. */
function begunWith(others: number[]): SQL {
  const all = sql`${users.passwordBegunBy} || ${users.passwordKnownBy} || ${integers(others)}`
  return sql`array(select distinct unnest(${all}))`
}

/**
 * Lets the sessions go on under a password that somebody else has set, as known to somebody untold: it is set where
 * somebody may have got in, or taken the password over, and this may be their session.
 */
async function keepSessions(ctx: Context, userId: number): Promise<0> {
  await ctx.db
    .update(sessions)
    .set({ knownBy: sql`${sessions.knownBy} || ${somebodyUntold}::integer` })
    .where(and(eq(sessions.userId, userId), isOpenSession(ctx.now)))
  return 0
}

/** Leaves these users without a password, and ends the sign-ins begun with it. What else it had begun is the caller's to end. */
export async function clearPasswords(ctx: Context, userIds: number[]): Promise<void> {
  await ctx.db
    .update(users)
    .set({
      passwordHash: null,
      passwordChangedAt: null,
      passwordKnownBy: [],
      passwordBegunBy: [],
      mustChangePassword: false,
    })
    .where(inArray(users.id, userIds))
}
