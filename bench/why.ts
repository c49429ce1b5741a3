import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/kernel/context'
import { rightsOfUser } from '@/lib/rights/gifts'
import { hasPermission } from '@/lib/rights/require'
import { explainPermission } from '@/lib/why/explain'
import { whoCan } from '@/lib/why/who-can'
import { printRow } from './print'
import type { ServerTime } from './server-time'
import { quantile } from './statistics'

const questions = 40

/** Times what the page "why" asks: what it costs the database, and by the clock with everything between here and there. */
export async function measureWhy(
  operator: Context,
  timeOf: (read: () => Promise<unknown>) => Promise<ServerTime>,
): Promise<void> {
  const people = await numbers(operator, sql`select id from users order by hashint4(id) limit ${questions}`)
  const helpers = await numbers(
    operator,
    sql`select user_id as id from grants where scope = 'folder'
    and user_id is not null order by id limit ${questions}`,
  )
  const [administrator = 0] = await numbers(
    operator,
    sql`select user_id as id from grants where scope = 'everything' and user_id is not null order by id`,
  )
  const targets = [...people.slice(1), ...people.slice(0, 1)]
  const limited = await limitedAsker(operator)
  const why = (ctx: Context, ids: number[], permission: 'users.read' | 'users.recover' | 'users.delete') =>
    ids.map(
      (userId, n) => () =>
        explainPermission(ctx, { userId, permission, target: { userId: targets[n] ?? 0 } }),
    )
  const checks = await Promise.all(helpers.map((id) => contextOf(operator, id)))
  const kinds: Record<string, (() => Promise<unknown>)[]> = {
    'rights of somebody': helpers.map((id) => () => rightsOfUser(operator, id)),
    'point check': checks.map(
      (ctx, n) => () => hasPermission(ctx, 'users.recover', { userId: targets[n] ?? 0 }),
    ),
    'why over a user': why(operator, people, 'users.recover'),
    'why, never given': why(operator, people, 'users.delete'),
    'why, help desk': why(operator, helpers, 'users.read'),
    'why at all': people.map(
      (userId) => () => explainPermission(operator, { userId, permission: 'users.update' }),
    ),
    'why, administrators': people.map(
      (target) => () =>
        explainPermission(operator, {
          userId: administrator,
          permission: 'users.set_password',
          target: { userId: target },
        }),
    ),
    'why, limited asker': limited.seen.map(
      (userId, n) => () =>
        explainPermission(limited.ctx, {
          userId,
          permission: 'users.recover',
          target: { userId: limited.seen[n === 0 ? 1 : 0] ?? 0 },
        }),
    ),
    'who can, a user': people.map(
      (userId) => () => whoCan(operator, { userId, permission: 'users.set_password', q: '' }),
    ),
    'who can, a boss': people.map(
      () => () => whoCan(operator, { userId: administrator, permission: 'users.set_password', q: '' }),
    ),
  }
  printRow(['question', '', 'cpu p50', 'max', '', 'clock p50', 'max'])
  for (const [kind, ask] of Object.entries(kinds)) {
    const cpu: number[] = []
    const clock: number[] = []
    for (const question of ask) {
      const started = performance.now()
      cpu.push((await timeOf(question)).cpu)
      clock.push(performance.now() - started)
    }
    const ms = (times: number[]) => [quantile(times, 0.5).toFixed(1), quantile(times, 1).toFixed(1)]
    printRow([kind, '', ...ms(cpu), '', ...ms(clock)])
  }
  console.log('targets: a point check 1 ms, "why" 50 ms')
}

async function numbers({ db }: Context, query: ReturnType<typeof sql>): Promise<number[]> {
  const rows = await db.select({ id: sql<number>`id` }).from(sql`(${query}) found`)
  return rows.map(({ id }) => id)
}

/** Somebody who may know of the permissions of one folder's users, and some of these. */
async function limitedAsker(ctx: Context) {
  const [folder = 0] = await numbers(ctx, sql`select id from folders order by direct_users desc limit 1`)
  const [asker = 0, ...seen] = await numbers(
    ctx,
    sql`select id from users where folder_id = ${folder} order by id limit ${questions + 1}`,
  )
  await ctx.db.execute(sql`insert into grants (id, user_id, permission, scope, scope_folder_id, created_at, created_by)
    values (gen_random_uuid(), ${asker}, 'grants.read', 'folder', ${folder}, now(), 'bench')`)
  return { ctx: await contextOf(ctx, asker), seen }
}

async function contextOf(ctx: Context, userId: number): Promise<Context> {
  const rights = await rightsOfUser(ctx, userId)
  return { ...ctx, actor: { type: 'user', userId, label: 'asker', rights, sessionId: '' } }
}
