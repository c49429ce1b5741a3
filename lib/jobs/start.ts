import 'server-only'
import { and, type SQL, sql } from 'drizzle-orm'
import { jobItems, jobs, users } from '@/db/schema'
import { wakeBackground } from '@/lib/background'
import { type Context, inTransaction } from '@/lib/context'
import { uuidv7 } from '@/lib/crypto'
import { Forbidden } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import type { Permission } from '@/lib/permissions/catalogue'
import { selectedUsers } from '@/lib/users/selected'
import type { SelectedUsers } from '@/lib/users/selection-input'

type NewJob = {
  kind: string
  permission: Permission
  selected: SelectedUsers
  concerned: SQL | undefined
  options: unknown
}

/**
 * Notes everybody a job concerns, as of now, and lets the background begin. `review` is called in the same transaction
 * and throws to refuse. Only people start jobs, since a job works with the rights its starter has when it does.
 */
export async function startJob(
  ctx: Context,
  { kind, permission, selected, concerned, options }: NewJob,
  review: (ctx: Context) => Promise<void>,
): Promise<{ count: number; jobId: string }> {
  const { actor } = ctx
  if (!('userId' in actor)) throw new Forbidden()
  const started = await inTransaction(ctx, async (ctx) => {
    await review(ctx)
    const jobId = uuidv7(ctx.now)
    const condition = and(await selectedUsers(ctx, permission, selected), concerned)
    await ctx.db.insert(jobs).values({
      id: jobId,
      kind,
      input: options as Record<string, unknown>,
      userId: actor.userId,
      actorLabel: actor.label,
      total: 0,
      createdAt: ctx.now,
    })
    const count = await noteUsers(ctx, jobId, condition)
    await ctx.db.update(jobs).set({ total: count }).where(sql`${jobs.id} = ${jobId}`)
    await recordEvent(ctx, {
      name: 'job.started',
      subjects: [{ type: 'job', id: jobId, label: kind }],
      details: { users: count },
    })
    return { count, jobId }
  })
  wakeBackground()
  return started
}

async function noteUsers(ctx: Context, jobId: string, condition: SQL | undefined): Promise<number> {
  await ctx.db.insert(jobItems).select(
    ctx.db
      .select({
        jobId: sql<string>`${jobId}::uuid`.as('job_id'),
        position: sql<number>`row_number() over (order by ${users.id})::integer`.as('position'),
        userId: users.id,
        label: users.username,
        outcome: sql<null>`null`.as('outcome'),
        message: sql<null>`null`.as('message'),
      })
      .from(users)
      .where(condition),
  )
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::integer` })
    .from(jobItems)
    .where(sql`${jobItems.jobId} = ${jobId}`)
  return row?.count ?? 0
}
