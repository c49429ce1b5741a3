import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { jobItems, jobs } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'

const atOnce = 1000

/** Lists the next of those a job was started for, with the names they have now. Begins no change before all are listed. */
export async function listConcerned(
  ctx: Context,
  { id, total }: { id: string; total: number },
): Promise<void> {
  const [last] = await ctx.db
    .select({ position: sql<number>`coalesce(max(${jobItems.position}), 0)` })
    .from(jobItems)
    .where(eq(jobItems.jobId, id))
  const listed = last?.position ?? 0
  const until = listed + atOnce
  await ctx.db.execute(sql`
    insert into job_items (job_id, position, user_id, label)
    select j.id, ${listed} + c.n, c.user_id, coalesce(u.username, 'User ' || c.user_id)
    from jobs j cross join unnest(j.user_ids[${listed + 1}::integer:${until}::integer]) with ordinality c (user_id, n)
      left join users u on u.id = c.user_id
    where j.id = ${id}`)
  await ctx.db
    .update(jobs)
    .set({ dueAt: ctx.now, ...(until >= total && { userIds: null }) })
    .where(eq(jobs.id, id))
}
