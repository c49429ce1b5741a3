import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { rateLimits, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { integers } from '@/lib/kernel/sql-arrays'
import { requirePermission } from '@/lib/rights/require'
import {
  recoveryPerNameAndAddress,
  signInPerAccount,
  signInPerAccountAndAddress,
  signInPerDevice,
  signInPerName,
  signInPerNameAndAddress,
} from './budgets'

/** As `bucketOfName` makes it, for the alias `n` of the names people sign in with, which are kept as they are compared. */
const bucket = sql.raw(
  `rtrim(translate(encode(sha256(convert_to(n.key, 'UTF8')), 'base64'), '+/', '-_'), '=')`,
)

type Limit = { name: string; points: number }
export type Lockout = {
  until: Date
  from: 'everywhere' | 'some addresses' | 'a known device'
  what: 'sign-in' | 'recovery'
}

/** What shuts which door, by whose key: of a name, or of the account itself. */
const doors: { limit: Limit; of: 'name' | 'account'; from: Lockout['from']; what: Lockout['what'] }[] = [
  { limit: signInPerName, of: 'name', from: 'everywhere', what: 'sign-in' },
  { limit: signInPerAccount, of: 'account', from: 'everywhere', what: 'sign-in' },
  { limit: signInPerNameAndAddress, of: 'name', from: 'some addresses', what: 'sign-in' },
  { limit: signInPerAccountAndAddress, of: 'account', from: 'some addresses', what: 'sign-in' },
  { limit: signInPerDevice, of: 'account', from: 'a known device', what: 'sign-in' },
  { limit: recoveryPerNameAndAddress, of: 'name', from: 'some addresses', what: 'recovery' },
]

/** The counters of a user, each named by its limit; without `spent` whatever they stand at. */
function countersOf(userId: SQL, spent: { now: Date } | undefined): SQL {
  const counters = (of: 'name' | 'account') => {
    const key = of === 'name' ? sql`h.bucket` : sql`a.id::text`
    const parts = doors
      .filter((door) => door.of === of)
      .map(({ limit, from }) => {
        const whole = sql`${`${limit.name}:`} || ${key}`
        // Where it is counted by more, a space and that follow.
        const condition =
          from === 'everywhere'
            ? sql`l.key = ${whole}`
            : sql`l.key >= ${whole} || ' ' and l.key < ${whole} || '!'`
        const isSpent =
          spent && sql`and l.points >= ${limit.points} and l.expire > ${spent.now.toISOString()}::timestamptz`
        return sql`select l.key, l.expire, ${limit.name}::text as name from rate_limits l where ${condition} ${isSpent}`
      })
    return sql`cross join lateral (${sql.join(parts, sql` union all `)}) c`
  }
  return sql`(select c.key, c.expire, c.name from sign_in_names n
      cross join lateral (select ${bucket} as bucket) h ${counters('name')} where n.user_id = ${userId}
    union all select c.key, c.expire, c.name from (select ${userId} as id) a ${counters('account')})`
}

/** Whether the user of a row of `users` has tried too often by one of their names, so that the next try is refused. */
export function isLockedOut(now: Date): SQL {
  return sql`exists ${countersOf(sql`${users.id}`, { now })}`
}

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
  const lockouts = new Map<string, Lockout>()
  for (const { name, until } of rows) {
    const door = doors.find(({ limit }) => limit.name === name)
    if (!door) continue
    const { from, what } = door
    const known = lockouts.get(`${what} ${from}`)
    if (!known || known.until < until) lockouts.set(`${what} ${from}`, { until, from, what })
  }
  // What is shut from everywhere is shut from some addresses too; a device that is known is not concerned.
  return [...lockouts.values()]
    .filter(({ from, what }) => from !== 'some addresses' || !lockouts.has(`${what} everywhere`))
    .sort((a, b) => b.what.localeCompare(a.what) || b.from.localeCompare(a.from))
}

/** Lets these users try again at once, by every name of theirs. What is counted by address alone stays. */
export async function forgiveUsers(ctx: Context, userIds: number[]): Promise<void> {
  const ids = sql`unnest(${integers(userIds)})`
  const keys = sql`select c.key from ${ids} u(id) cross join lateral ${countersOf(sql`u.id`, undefined)} c`
  // Locked in the order in which whoever counts locks them.
  await ctx.db
    .delete(rateLimits)
    .where(
      sql`${rateLimits.key} in (select l.key from rate_limits l where l.key in (${keys}) order by l.key for update)`,
    )
}
