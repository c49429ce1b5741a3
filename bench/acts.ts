import { eq, gt, isNull } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import { getJob } from '@/lib/acts/jobs/get'
import { workOnJobs } from '@/lib/doors/jobs'
import type { Context } from '@/lib/kernel/context'
import { everyRight } from '@/lib/rights/rights'
import { activateUsers } from '@/lib/users/activate'
import { createAdministrator } from '@/lib/users/create-administrator'
import { deactivateUsers, planDeactivation } from '@/lib/users/deactivate'
import type { ServerTime } from './server-time'

const planned = 100
const wanted = 10_000

/** Times the plan of deactivating some users, and the job that deactivates and activates many. */
export async function measureActs(
  operator: Context,
  timeOf: (read: () => Promise<unknown>) => Promise<ServerTime>,
): Promise<void> {
  const ctx = await administrator(operator)
  const ids = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(isNull(users.deactivatedAt))
    .limit(planned)
  const selected = { ids: ids.map(({ id }) => id) }
  await planDeactivation(ctx, selected)
  const { elapsed } = await timeOf(() => planDeactivation(ctx, selected))
  console.log(`plan of ${planned} users: ${elapsed.toFixed(1)} ms of the database (target 50)`)
  const folder = await folderOf(ctx)
  const many = { matching: { folder, subfolders: true, q: 'active:yes' } }
  await report(ctx, 'deactivated', () => deactivateUsers(ctx, { selected: many, reason: 'bench' }))
  const inactive = { matching: { folder, subfolders: true, q: 'active:no' } }
  await report(ctx, 'activated', () => activateUsers(ctx, { selected: inactive }))
}

async function report(ctx: Context, done: string, start: () => Promise<{ jobId?: string }>): Promise<void> {
  const started = performance.now()
  const { jobId = '' } = await start()
  while (await workOnJobs(ctx));
  const seconds = (performance.now() - started) / 1000
  const job = await getJob(ctx, jobId)
  const per = (seconds / job.done) * wanted
  console.log(
    `${job.done} users ${done} in ${seconds.toFixed(1)} s, ${per.toFixed(1)} s for ${wanted} (target 10)`,
  )
}

/** A new administrator, to act as. */
export async function administrator(operator: Context): Promise<Context> {
  const username = `bench-${Date.now()}`
  await createAdministrator(operator, { username, name: '', email: null })
  const [row] = await operator.db.select().from(users).where(eq(users.username, username))
  const actor = {
    type: 'user' as const,
    userId: row?.id ?? 0,
    label: username,
    rights: everyRight,
    sessionId: '',
  }
  return { ...operator, actor }
}

/** The smallest folder that holds enough. */
export async function folderOf(ctx: Context): Promise<string> {
  const [folder] = await ctx.db
    .select({ path: folders.path })
    .from(folders)
    .where(gt(folders.totalUsers, wanted * 1.2))
    .orderBy(folders.totalUsers)
    .limit(1)
  return folder?.path ?? ''
}
