import 'server-only'
import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import { eventSubjects, events } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'
import { requirePermission } from '@/lib/rights/require'
import { isHeldOverEverything } from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { eventsInScope } from './in-scope'
import type { ListEvents } from './input'
import { maskedEvents } from './masked'

/** What has a history of its own. */
type Subject = { type: 'user' | 'group' | 'role'; id: number }

type Input = ListEvents & { about?: Subject }

/**
 * One page of the audit log, the newest first; with `about` what that user did and what was done to them, or to that group
 * or role, which takes the right to see it and to read the log of everybody. Else only of those over whom the actor may
 * read it. Without what it says of others. Keyset on the id, which rises with time.
 */
export async function listEvents(ctx: Context, input: Input) {
  const { about, size } = input
  await requirePermission(ctx, 'events.read', about?.type === 'user' ? { userId: about.id } : undefined)
  const isNarrow = about?.type !== 'user' && !readsAllEvents(ctx)
  if (about && isNarrow) throw new Forbidden()
  if (about?.type === 'group') await requirePermission(ctx, 'groups.read', { groupId: about.id })
  if (about?.type === 'role') await requirePermission(ctx, 'roles.read')
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

export type EventPage = Awaited<ReturnType<typeof listEvents>>
export type EventRow = EventPage['rows'][number]

/** Whether the actor may read everything that happened, as what happens to a group or a role may concern anybody. */
export function readsAllEvents(ctx: Context): boolean {
  return isHeldOverEverything(rightsOf(ctx), 'events.read')
}

function placeOf({ after, before, size }: Input) {
  const backwards = after === undefined && before !== undefined
  return { backwards, position: after ?? before, limit: size + 1 }
}

async function readAll(ctx: Context, input: Input) {
  const { backwards, position, limit } = placeOf(input)
  const { about } = input
  const id = about ? eventSubjects.eventId : events.id
  const beyond = position === undefined ? undefined : backwards ? gt(id, position) : lt(id, position)
  const query = ctx.db.select({ event: events }).from(events).$dynamic()
  if (about) query.innerJoin(eventSubjects, eq(eventSubjects.eventId, events.id))
  const found = await query
    .where(and(beyond, about && concerns(about)))
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

function concerns({ type, id }: Subject) {
  return and(eq(eventSubjects.subjectType, type), eq(eventSubjects.subjectId, String(id)))
}
