import 'server-only'
import { and, asc, desc, eq, gt, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import { jobItems, jobs } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { outsideView } from '@/lib/kernel/own-words'
import { seenNames, seenUsers } from '@/lib/rights/names-seen'
import { requirePermission } from '@/lib/rights/require'
import { isHeldOverEverything } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { JobId } from './input'

const pageSize = 50

const jobColumns = {
  id: jobs.id,
  kind: jobs.kind,
  startedBy: jobs.actorLabel,
  total: jobs.total,
  done: jobs.done,
  refused: jobs.refused,
  createdAt: jobs.createdAt,
  finishedAt: jobs.finishedAt,
  cancelRequested: jobs.cancelRequested,
  stoppedBecause: jobs.stoppedBecause,
  failures: jobs.failures,
  dueAt: jobs.dueAt,
}

/** One job and how far it is. Throws NotFound for those of others, unless the actor may see them. */
export async function getJob(ctx: Context, id: string) {
  const visible = await visibleJobs(ctx)
  if (!JobId.safeParse(id).success) throw new NotFound('The job')
  const [job] = await ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(and(eq(jobs.id, id), visible))
  if (!job) throw new NotFound('The job')
  const nameOf = await seenNames(ctx, [job.startedBy])
  return { ...job, startedBy: nameOf(job.startedBy) }
}

export type Job = Awaited<ReturnType<typeof getJob>>

/** How far a job is, for a progress bar that asks again and again. */
export async function getProgress(ctx: Context, id: string) {
  const { total, done, refused, finishedAt } = await getJob(ctx, id)
  return { total, done, refused, isFinished: finishedAt !== null }
}

export type Progress = Awaited<ReturnType<typeof getProgress>>

/** The jobs the actor may see, the newest first; `before` is the id of the last one seen. */
export async function listJobs(ctx: Context, { before }: { before?: string | undefined }) {
  const rows = await ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(and(await visibleJobs(ctx), before === undefined ? undefined : lt(jobs.id, before)))
    .orderBy(desc(jobs.id))
    .limit(pageSize + 1)
  const nameOf = await seenNames(
    ctx,
    rows.map((row) => row.startedBy),
  )
  return {
    rows: rows.slice(0, pageSize).map((row) => ({ ...row, startedBy: nameOf(row.startedBy) })),
    next: rows.length > pageSize ? rows.at(pageSize - 1)?.id : undefined,
  }
}

/**
 * What came of each user of a job so far, without the names of those the actor does not see now. `after`: the place of the
 * last one seen.
 */
export async function listOutcomes(
  ctx: Context,
  id: string,
  { refused, after }: { refused: boolean; after: number },
) {
  await getJob(ctx, id)
  const wanted = refused ? eq(jobItems.outcome, 'refused') : isNotNull(jobItems.outcome)
  const rows = await ctx.db
    .select({
      position: jobItems.position,
      userId: jobItems.userId,
      label: jobItems.label,
      outcome: jobItems.outcome,
      message: jobItems.message,
    })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, id), wanted, gt(jobItems.position, after)))
    .orderBy(asc(jobItems.position))
    .limit(pageSize + 1)
  const shown = rows.slice(0, pageSize)
  const isSeen = await seenUsers(
    ctx,
    shown.map((row) => row.userId),
  )
  return {
    rows: shown.map((row) =>
      isSeen(row.userId) ? row : { ...row, userId: null, label: outsideView.somebody, message: null },
    ),
    next: rows.length > pageSize ? shown.at(-1)?.position : undefined,
  }
}

export type Outcome = Awaited<ReturnType<typeof listOutcomes>>['rows'][number]

/** One's own jobs, and those of others for whom that is allowed. */
async function visibleJobs(ctx: Context): Promise<SQL | undefined> {
  if (isHeldOverEverything(rightsOf(ctx), 'jobs.read')) return undefined
  await requirePermission(ctx, 'users.read')
  return 'userId' in ctx.actor ? eq(jobs.userId, ctx.actor.userId) : sql`false`
}
