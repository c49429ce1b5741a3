import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { rateLimits, users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { recoveryPerName, recoveryPerNameAndAddress, signInPerName, signInPerNameAndAddress } from './by-name'

/** As `bucketOfName` makes it, for the alias `n` of the names people sign in with, which are kept as they are compared. */
const bucket = sql.raw(
  `rtrim(translate(encode(sha256(convert_to(n.key, 'UTF8')), 'base64'), '+/', '-_'), '=')`,
)

/** The counters of the names of a user, each named by its limit; without `spent` whatever they stand at. */
function countersOf(userId: SQL, spent: { now: Date } | undefined): SQL {
  const counters = [
    ...[signInPerName, recoveryPerName].map((limit) => ({
      limit,
      condition: sql`l.key = ${`${limit.name}:`} || h.bucket`,
    })),
    // After the name follow a space and the address.
    ...[signInPerNameAndAddress, recoveryPerNameAndAddress].map((limit) => ({
      limit,
      condition: sql`l.key >= ${`${limit.name}:`} || h.bucket || ' ' and l.key < ${`${limit.name}:`} || h.bucket || '!'`,
    })),
  ]
  const parts = counters.map(({ limit, condition }) => {
    const isSpent =
      spent && sql`and l.points >= ${limit.points} and l.expire > ${spent.now.toISOString()}::timestamptz`
    return sql`select l.key, l.expire, ${limit.name}::text as name from rate_limits l where ${condition} ${isSpent}`
  })
  return sql`(select c.key, c.expire, c.name from sign_in_names n
    cross join lateral (select ${bucket} as bucket) h
    cross join lateral (${sql.join(parts, sql` union all `)}) c where n.user_id = ${userId})`
}

/** Whether the user of a row of `users` has tried too often by one of their names, so that the next try is refused. */
export function isLockedOut(now: Date): SQL {
  return sql`exists ${countersOf(sql`${users.id}`, { now })}`
}

export type Lockout = { until: Date; from: 'everywhere' | 'some addresses'; what: 'sign-in' | 'recovery' }

/** What is shut to a user now for having been tried too often, each door once. Throws Forbidden outside the actor's scope. */
export async function lockoutsOf(ctx: Context, userId: number): Promise<Lockout[]> {
  await requirePermission(ctx, 'users.read', { userId })
  const rows = await ctx.db
    .select({
      name: sql<string>`c.name`,
      until: sql<Date>`max(c.expire)`.mapWith(rateLimits.expire),
    })
    .from(sql`${countersOf(sql`${userId}::integer`, { now: ctx.now })} c`)
    .groupBy(sql`c.name`)
  const lockouts = rows.map(({ name, until }): Lockout => {
    const isOfName = name === signInPerName.name || name === recoveryPerName.name
    const isOfSignIn = name === signInPerName.name || name === signInPerNameAndAddress.name
    return {
      until,
      from: isOfName ? 'everywhere' : 'some addresses',
      what: isOfSignIn ? 'sign-in' : 'recovery',
    }
  })
  const everywhere = new Set(lockouts.filter(({ from }) => from === 'everywhere').map(({ what }) => what))
  return lockouts
    .filter(({ from, what }) => from === 'everywhere' || !everywhere.has(what))
    .sort((a, b) => b.what.localeCompare(a.what))
}

/** Lets these users try again at once, by every name of theirs. What is counted by address alone stays. */
export async function forgiveUsers(ctx: Context, userIds: number[]): Promise<void> {
  const ids = sql`unnest(${`{${userIds}}`}::integer[])`
  await ctx.db
    .delete(rateLimits)
    .where(
      sql`${rateLimits.key} in (select c.key from ${ids} u(id) cross join lateral ${countersOf(sql`u.id`, undefined)} c)`,
    )
}
