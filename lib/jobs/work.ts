import 'server-only'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import { jobItems, jobs, users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { DomainError, Forbidden } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { addingTo, removingFrom } from '@/lib/groups/members'
import { giftsOfUser, rightsOfRows } from '@/lib/permissions/gifts'
import { applyToSome, type Outcome, type Slice } from '@/lib/users/act'
import { activation } from '@/lib/users/activate'
import { deactivation } from '@/lib/users/deactivate'
import { deletion } from '@/lib/users/delete'
import { endingSessions } from '@/lib/users/end-sessions'
import { moveTo } from '@/lib/users/move'
import { unlocking } from '@/lib/users/unlock'
import { listConcerned } from './list-concerned'
import { makePace, type Pace } from './pace'

const paceOfProcess = makePace()

const notAllowed = 'Whoever started it may no longer do this.'

/** How each kind of job deals with some users, given the options it was started with. */
const acts: Record<string, (ctx: Context, slice: Slice, options: unknown) => Promise<Outcome[]>> = {
  'users.deactivate': (ctx, slice, options) => applyToSome(ctx, deactivation, slice, options),
  'users.activate': (ctx, slice, options) => applyToSome(ctx, activation, slice, options),
  'users.delete': (ctx, slice, options) => applyToSome(ctx, deletion, slice, options),
  'users.move': async (ctx, slice, options) => applyToSome(ctx, await moveTo(ctx, options), slice, options),
  'groups.add_members': async (ctx, slice, options) =>
    applyToSome(ctx, await addingTo(ctx, options), slice, options),
  'groups.remove_members': async (ctx, slice, options) =>
    applyToSome(ctx, await removingFrom(ctx, options), slice, options),
  'users.end_sessions': (ctx, slice, options) => applyToSome(ctx, endingSessions(ctx), slice, options),
  'users.unlock': (ctx, slice, options) => applyToSome(ctx, unlocking(ctx), slice, options),
}

const { userIds, ...columns } = getTableColumns(jobs)
const jobColumns = { ...columns, isListed: sql<boolean>`${userIds} is null` }
type Job = Omit<typeof jobs.$inferSelect, 'userIds'> & { isListed: boolean }

/**
 * Does the next slice of the oldest job that nobody else is at: changes, outcomes and counts in one transaction, so that
 * a process that dies leaves nothing half done and nothing is done twice. Asks each time whether its starter still may.
 * The pace says how many users a slice has, so that nobody waits long for what it locks.
 */
export async function workOnJobs(ctx: Context, pace: Pace = paceOfProcess): Promise<boolean> {
  const started = performance.now()
  const job = await inTransaction(ctx, async (ctx) => {
    const [job] = await ctx.db
      .select(jobColumns)
      .from(jobs)
      .where(isNull(jobs.finishedAt))
      .orderBy(jobs.createdAt)
      .limit(1)
      .for('update', { skipLocked: true })
    if (job) await workOn(ctx, job, pace.sizeFor(job.kind))
    return job
  })
  if (job?.isListed) pace.note(job.kind, performance.now() - started)
  return job !== undefined
}

async function workOn(ctx: Context, job: Job, sliceSize: number): Promise<void> {
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
