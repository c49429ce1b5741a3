import 'server-only'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import { jobItems, jobs, users } from '@/db/schema'
import { applyToSome, type Outcome } from '@/lib/acts/act'
import type { UserAct } from '@/lib/acts/user-act'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { DomainError, Forbidden } from '@/lib/kernel/errors'
import { giftsOfUser, rightsOfRows } from '@/lib/rights/gifts'
import { listConcerned } from './list-concerned'
import { makePace, type Pace } from './pace'

const notAllowed = 'Whoever started it may no longer do this.'

/** The act of each kind of job, made with the options it was started with. */
// biome-ignore lint/suspicious/noExplicitAny: what an act's options are is known to its own schema only.
type Acts = Record<string, (ctx: Context, options: unknown) => UserAct<any> | Promise<UserAct<any>>>

const { userIds, ...columns } = getTableColumns(jobs)
const jobColumns = { ...columns, isListed: sql<boolean>`${userIds} is null` }
type Job = Omit<typeof jobs.$inferSelect, 'userIds'> & { isListed: boolean }

/**
 * Makes what does the next slice of the oldest job that nobody else is at: changes, outcomes and counts in one
 * transaction, so that a process that dies leaves nothing half done and nothing is done twice. It asks each time whether
 * the job's starter still may. The pace says how many users a slice has, so that nobody waits long for what it locks.
 */
export function jobWorker(acts: Acts) {
  const usual = makePace()
  return async (ctx: Context, pace: Pace = usual): Promise<boolean> => {
    const started = performance.now()
    const job = await inTransaction(ctx, async (ctx) => {
      const job = await nextJob(ctx)
      if (job) await workOn(ctx, acts, job, pace.sizeFor(job.kind))
      return job
    })
    if (job?.isListed) pace.note(job.kind, performance.now() - started)
    return job !== undefined
  }
}

async function nextJob(ctx: Context): Promise<Job | undefined> {
  const [job] = await ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(isNull(jobs.finishedAt))
    .orderBy(jobs.createdAt)
    .limit(1)
    .for('update', { skipLocked: true })
  return job
}

async function workOn(ctx: Context, acts: Acts, job: Job, sliceSize: number): Promise<void> {
  if (job.cancelRequested) return finish(ctx, job, 'It was cancelled.')
  const actor = await starterOf(ctx, job)
  const actOf = acts[job.kind]
  if (!actOf || !actor) return finish(ctx, job, notAllowed)
  if (!job.isListed) return listConcerned(ctx, job)
  const starter = { ...ctx, actor, request: { id: job.id, ip: null, userAgent: null } }
  const items = await nextItems(ctx, job, sliceSize)
  if (items.length === 0) return finish(starter, job, null)
  try {
    const all = sql`(select ${jobItems.userId} as id from ${jobItems} where ${eq(jobItems.jobId, job.id)})`
    const slice = { ids: items.map(({ userId }) => userId), all }
    const outcomes = await inTransaction(starter, async (ctx) =>
      applyToSome(ctx, await actOf(ctx, job.input), slice, job.input),
    )
    await writeOutcomes(ctx, job, outcomes)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await finish(ctx, job, error instanceof Forbidden ? notAllowed : error.message)
  }
}

async function starterOf(ctx: Context, { id, userId }: Job) {
  const [starter] = await ctx.db
    .select({ userId: users.id, label: users.username, gifts: giftsOfUser(sql`${users.id}`, ctx.now) })
    .from(users)
    .where(and(eq(users.id, userId ?? 0), isNull(users.deactivatedAt)))
  if (!starter) return undefined
  const { gifts, ...named } = starter
  return { type: 'job' as const, jobId: id, ...named, rights: rightsOfRows(gifts) }
}

function nextItems(ctx: Context, { id }: Job, count: number) {
  return ctx.db
    .select({ userId: jobItems.userId })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, id), isNull(jobItems.outcome)))
    .orderBy(jobItems.position)
    .limit(count)
}

async function writeOutcomes(ctx: Context, job: Job, outcomes: Outcome[]): Promise<void> {
  const rows = JSON.stringify(outcomes)
  await ctx.db
    .update(jobItems)
    .set({ outcome: sql`found.outcome`, message: sql`found.message` })
    .from(sql`json_to_recordset(${rows}::json) as found(id integer, outcome text, message text)`)
    .where(and(eq(jobItems.jobId, job.id), sql`${jobItems.userId} = found.id`, isNull(jobItems.outcome)))
  const refused = outcomes.filter(({ outcome }) => outcome === 'refused').length
  await ctx.db
    .update(jobs)
    .set({
      startedAt: job.startedAt ?? ctx.now,
      done: job.done + outcomes.length - refused,
      refused: job.refused + refused,
    })
    .where(eq(jobs.id, job.id))
}

async function finish(ctx: Context, { id, kind, done, refused }: Job, reason: string | null): Promise<void> {
  const end = { finishedAt: ctx.now, stoppedBecause: reason, userIds: null }
  await ctx.db.update(jobs).set(end).where(eq(jobs.id, id))
  await recordEvent(ctx, {
    name: 'job.finished',
    subjects: [{ type: 'job', id, label: kind }],
    details: { done, refused, ...(reason !== null && { reason }) },
  })
}
