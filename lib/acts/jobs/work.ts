import 'server-only'
import { and, eq, getTableColumns, isNull, lte, sql } from 'drizzle-orm'
import { jobItems, jobs, users } from '@/db/schema'
import type { JobAct, Outcome } from '@/lib/acts/act'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { DomainError, Forbidden } from '@/lib/kernel/errors'
import { asUnavailable } from '@/lib/kernel/unavailable'
import { giftsOfUser, rightsOfRows } from '@/lib/rights/gifts'
import { listConcerned } from './list-concerned'
import { makePace, type Pace } from './pace'

const notAllowed = 'Whoever started it may no longer do this.'
const keptFailing = 'It failed again and again. The log of the server says why.'

const firstWaitMs = 5000
const longestWaitMs = 10 * 60_000
/** Fails for about an hour before it is given up. */
const mostFailures = 12

const { userIds, ...columns } = getTableColumns(jobs)
const jobColumns = { ...columns, isListed: sql<boolean>`${userIds} is null` }
type Job = Omit<typeof jobs.$inferSelect, 'userIds'> & { isListed: boolean }

/**
 * Makes what does the next slice of a job that nobody else is at: changes, outcomes and counts in one transaction, so that
 * a process that dies leaves nothing half done and nothing is done twice. It asks each time whether the job's starter still
 * may. Jobs take turns, and one whose slice fails waits longer each time, so that none holds up the others. The pace says
 * how many users a slice has, so that nobody waits long for what it locks.
 */
export function jobWorker(acts: Record<string, JobAct>) {
  const usual = makePace()
  return async (ctx: Context, pace: Pace = usual): Promise<boolean> => {
    const started = performance.now()
    let job: Job | undefined
    try {
      await inTransaction(ctx, async (ctx) => {
        job = await nextJob(ctx)
        if (job) await workOn(ctx, acts, job, pace.sizeFor(job.kind))
      })
    } catch (error) {
      if (!job || asUnavailable(error)) throw error
      console.error(`A slice of job ${job.id} (${job.kind}) failed:`, error)
      await putOff(ctx, job)
    }
    if (job?.isListed) pace.note(job.kind, performance.now() - started)
    return job !== undefined
  }
}

/** The unfinished one that has waited longest for its turn. */
async function nextJob(ctx: Context): Promise<Job | undefined> {
  const [job] = await ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(and(isNull(jobs.finishedAt), lte(jobs.dueAt, ctx.now)))
    .orderBy(jobs.dueAt, jobs.id)
    .limit(1)
    .for('update', { skipLocked: true })
  return job
}

/**
 * After a slice that failed: 5 seconds, then twice as long each time, ten minutes at most, and an end to it at last. Whoever
 * was at it meanwhile, or asked to end it, goes first.
 */
async function putOff(outside: Context, { id, failures }: Job): Promise<void> {
  await inTransaction(outside, async (ctx) => {
    const unchanged = and(eq(jobs.id, id), eq(jobs.failures, failures), isNull(jobs.finishedAt))
    const [job] = await ctx.db
      .select(jobColumns)
      .from(jobs)
      .where(and(unchanged, eq(jobs.cancelRequested, false)))
      .for('update')
    if (!job) return
    if (failures + 1 >= mostFailures) return finish(ctx, job, keptFailing)
    const dueAt = new Date(ctx.now.getTime() + Math.min(firstWaitMs * 2 ** failures, longestWaitMs))
    await ctx.db
      .update(jobs)
      .set({ failures: failures + 1, dueAt })
      .where(eq(jobs.id, id))
  })
}

async function workOn(
  ctx: Context,
  acts: Record<string, JobAct>,
  job: Job,
  sliceSize: number,
): Promise<void> {
  if (job.cancelRequested) return finish(ctx, job, 'It was cancelled.')
  const actor = await starterOf(ctx, job)
  const act = acts[job.kind]
  if (!act || !actor) return finish(ctx, job, notAllowed)
  if (!job.isListed) return listConcerned(ctx, job)
  const starter = { ...ctx, actor, request: { id: job.id, ip: null, userAgent: null } }
  const items = await nextItems(ctx, job, sliceSize)
  if (items.length === 0) return finish(starter, job, null)
  try {
    const all = sql`(select ${jobItems.userId} as id from ${jobItems} where ${eq(jobItems.jobId, job.id)})`
    const slice = { ids: items.map(({ userId }) => userId), all }
    const outcomes = await inTransaction(starter, (ctx) => act(ctx, slice, job.input))
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
      dueAt: ctx.now,
      failures: 0,
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
