import 'server-only'
import { and, asc, desc, eq, gt, isNotNull, lt, type SQL } from 'drizzle-orm'
import { jobItems, jobs } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Forbidden, NotFound } from '@/lib/errors'
import { hasPermission } from '@/lib/permissions/require'

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
}

/** One job and how far it is. Throws NotFound for those of others, unless the actor may see them. */
export async function getJob(ctx: Context, id: string) {
  const [job] = await ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(and(eq(jobs.id, id), await visibleJobs(ctx)))
  if (!job) throw new NotFound('The job')
  return job
}

export type Job = Awaited<ReturnType<typeof getJob>>

/** The jobs the actor may see, the newest first; `before` is the id of the last one seen. */
export async function listJobs(
  ctx: Context,
  { before, size }: { before?: string | undefined; size: number },
) {
  const rows = await ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(and(await visibleJobs(ctx), before === undefined ? undefined : lt(jobs.id, before)))
    .orderBy(desc(jobs.id))
    .limit(size + 1)
  return { rows: rows.slice(0, size), next: rows.length > size ? rows.at(size - 1)?.id : undefined }
}

/** What came of each user of a job so far; `after` is the place of the last one seen. */
export async function listOutcomes(
  ctx: Context,
  id: string,
  { refused, after, size }: { refused: boolean; after: number; size: number },
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
    .limit(size + 1)
  return { rows: rows.slice(0, size), next: rows.length > size ? rows.at(size - 1)?.position : undefined }
}

/** One's own jobs, and those of others for whom that is allowed. */
async function visibleJobs(ctx: Context): Promise<SQL | undefined> {
  if (await hasPermission(ctx, 'jobs.read')) return undefined
  if (!('userId' in ctx.actor)) throw new Forbidden()
  return eq(jobs.userId, ctx.actor.userId)
}
