import 'server-only'
import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import { eventSubjects, events } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { isHeldOverEverything } from '@/lib/permissions/rights'
import { rightsOf } from '@/lib/permissions/scope'
import { eventsInScope } from './in-scope'
import type { ListEvents } from './input'
import { maskedEvents } from './masked'

type Input = ListEvents & { userId?: number }

/**
 * One page of the audit log, the newest first; with `userId` what that user did and what was done to them. Only of those
 * over whom the actor may read it, and without what it says of others. Keyset on the id, which rises with time.
 */
export async function listEvents(ctx: Context, input: Input) {
  const { userId, size } = input
  await requirePermission(ctx, 'events.read', userId === undefined ? undefined : { userId })
  const isNarrow = userId === undefined && !isHeldOverEverything(rightsOf(ctx), 'events.read')
  const backwards = input.after === undefined && input.before !== undefined
  const { found, lookedTo } = isNarrow ? await readInScope(ctx, input) : await readAll(ctx, input)
  const rows = found.slice(0, size)
  const isFull = found.length > size
  if (backwards) rows.reverse()
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id]
  // Where looking ended, unless there is more to show: further on from there.
  const further = isFull ? (backwards ? first : last) : lookedTo
  const back = (backwards ? last : first) ?? input.after ?? input.before
  return {
    rows: await maskedEvents(ctx, rows),
    previous: backwards ? further : input.after === undefined ? undefined : back,
    next: backwards ? back : further,
  }
}

export type EventRow = Awaited<ReturnType<typeof listEvents>>['rows'][number]

function placeOf({ after, before, size }: Input) {
  const backwards = after === undefined && before !== undefined
  return { backwards, position: after ?? before, limit: size + 1 }
}

async function readAll(ctx: Context, input: Input) {
  const { backwards, position, limit } = placeOf(input)
  const id = input.userId === undefined ? events.id : eventSubjects.eventId
  const beyond = position === undefined ? undefined : backwards ? gt(id, position) : lt(id, position)
  const query = ctx.db.select({ event: events }).from(events).$dynamic()
  if (input.userId !== undefined) query.innerJoin(eventSubjects, eq(eventSubjects.eventId, events.id))
  const found = await query
    .where(and(beyond, input.userId === undefined ? undefined : concerns(input.userId)))
    .orderBy(backwards ? asc(id) : desc(id))
    .limit(limit)
  return { found: found.map(({ event }) => event), lookedTo: undefined }
}

async function readInScope(ctx: Context, input: Input) {
  const place = placeOf(input)
  const { ids, lookedTo } = await eventsInScope(ctx, place)
  const found =
    ids.length === 0
      ? []
      : await ctx.db
          .select()
          .from(events)
          .where(inArray(events.id, ids))
          .orderBy(place.backwards ? asc(events.id) : desc(events.id))
  return { found, lookedTo }
}

function concerns(userId: number) {
  return and(eq(eventSubjects.subjectType, 'user'), eq(eventSubjects.subjectId, String(userId)))
}
