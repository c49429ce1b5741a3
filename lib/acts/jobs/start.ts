import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { jobs, users } from '@/db/schema'
import { selectedUsers } from '@/lib/acts/selected'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import { recordEvent } from '@/lib/audit/record'
import { wakeBackground } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { Forbidden } from '@/lib/kernel/errors'
import type { Permission } from '@/lib/rights/catalogue'

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
    const concernedIds = ctx.db.select({ id: users.id }).from(users).where(condition).orderBy(users.id)
    const [noted] = await ctx.db
      .insert(jobs)
      .values({
        id: jobId,
        kind,
        input: options as Record<string, unknown>,
        userId: actor.userId,
        actorLabel: actor.label,
        userIds: sql`array(${concernedIds})`,
        total: 0,
        createdAt: ctx.now,
        dueAt: ctx.now,
      })
      .returning({ count: sql<number>`cardinality(${jobs.userIds})` })
    const count = noted?.count ?? 0
    await ctx.db.update(jobs).set({ total: count }).where(eq(jobs.id, jobId))
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
