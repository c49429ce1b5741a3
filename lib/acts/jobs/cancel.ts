import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { jobs } from '@/db/schema'
import { recordEvent } from '@/lib/audit/record'
import { wakeBackground } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict } from '@/lib/kernel/errors'
import { getJob } from './get'

/** Ends a job after the slice it is at. What is done stays done. Throws Conflict when it has ended already. */
export async function cancelJob(ctx: Context, id: string): Promise<void> {
  const { kind } = await getJob(ctx, id)
  await inTransaction(ctx, async (ctx) => {
    const cancelled = await ctx.db
      .update(jobs)
      // One that waits for another try ends now, and not when that is due.
      .set({ cancelRequested: true, dueAt: ctx.now })
      .where(and(eq(jobs.id, id), isNull(jobs.finishedAt), eq(jobs.cancelRequested, false)))
      .returning({ id: jobs.id })
    if (cancelled.length === 0) throw new Conflict('This job has ended already.')
    await recordEvent(ctx, { name: 'job.cancelled', subjects: [{ type: 'job', id, label: kind }] })
  })
  wakeBackground()
}
