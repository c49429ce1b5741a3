import 'server-only'
import { and, asc, desc, eq, gt, lt } from 'drizzle-orm'
import { eventSubjects, events } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import type { ListEvents } from './input'

/**
 * One page of the audit log, the newest first; with `userId` what that user did and what was done to them. Keyset on
 * the id, which rises with time.
 */
export async function listEvents(ctx: Context, input: ListEvents & { userId?: number }) {
  await requirePermission(
    ctx,
    'events.read',
    input.userId === undefined ? undefined : { userId: input.userId },
  )
  const backwards = input.after === undefined && input.before !== undefined
  const id = input.userId === undefined ? events.id : eventSubjects.eventId
  const position = input.after ?? input.before
  const beyond = position === undefined ? undefined : backwards ? gt(id, position) : lt(id, position)
  const query = ctx.db.select({ event: events }).from(events).$dynamic()
  if (input.userId !== undefined) query.innerJoin(eventSubjects, eq(eventSubjects.eventId, events.id))
  const found = await query
    .where(and(beyond, input.userId === undefined ? undefined : concerns(input.userId)))
    .orderBy(backwards ? asc(id) : desc(id))
    .limit(input.size + 1)
  const hasMore = found.length > input.size
  const rows = found.slice(0, input.size).map((row) => row.event)
  if (backwards) rows.reverse()
  return {
    rows,
    previous: (backwards ? hasMore : input.after !== undefined) ? rows[0]?.id : undefined,
    next: backwards || hasMore ? rows.at(-1)?.id : undefined,
  }
}

export type EventRow = Awaited<ReturnType<typeof listEvents>>['rows'][number]

function concerns(userId: number) {
  return and(eq(eventSubjects.subjectType, 'user'), eq(eventSubjects.subjectId, String(userId)))
}
