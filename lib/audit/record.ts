import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { EventChanges, EventSubject } from '@/db/schema'
import { eventSubjects, events } from '@/db/schema'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { uuidv7 } from '@/lib/kernel/crypto'
import { peopleWords } from '@/lib/kernel/own-words'
import { slicesOf } from '@/lib/kernel/slices'
import type { EventName } from './catalogue'

type NewEvent = {
  name: EventName
  subjects: EventSubject[]
  changes?: EventChanges
  details?: Record<string, unknown>
}

/**
 * Writes one line of the audit log. Call it with the context of the transaction that makes the change, so that
 * neither exists without the other. Changes and details must hold no secret. Returns the id of the line.
 */
export async function recordEvent(ctx: Context, event: NewEvent): Promise<string> {
  const [id] = await recordEvents(ctx, [event])
  if (!id) throw new Error('the event was not recorded')
  return id
}

/** The same for many, in two statements for each five hundred. */
export async function recordEvents(ctx: Context, list: NewEvent[]): Promise<string[]> {
  const ids: string[] = []
  for (const slice of slicesOf(list)) ids.push(...(await recordSlice(ctx, slice)))
  return ids
}

async function recordSlice(ctx: Context, list: NewEvent[]): Promise<string[]> {
  const actor = actorSubject(ctx.actor)
  const label = actorLabel(ctx.actor)
  const lines = list.map((event) => ({ id: uuidv7(ctx.now), ...event }))
  await ctx.db.insert(events).values(
    lines.map(({ id, name, subjects, changes = {}, details = {} }) => ({
      id,
      createdAt: ctx.now,
      name,
      actorType: ctx.actor.type === 'person' ? 'user' : ctx.actor.type,
      actorUserId: 'userId' in ctx.actor ? ctx.actor.userId : null,
      actorLabel: label,
      subjects,
      changes,
      details,
      ip: ctx.request.ip,
      userAgent: ctx.request.userAgent,
      requestId: ctx.request.id,
    })),
  )
  const involved = lines.flatMap(({ id, subjects }) =>
    [...new Map([...subjects, ...(actor ? [actor] : [])].map((s) => [`${s.type} ${s.id}`, s])).values()].map(
      (s) => ({ subjectType: s.type, subjectId: s.id, eventId: id }),
    ),
  )
  if (involved.length > 0) await ctx.db.insert(eventSubjects).values(involved)
  return lines.map(({ id }) => id)
}

const actorLabels: Record<Actor['type'], string> = {
  user: '',
  person: '',
  apiToken: '',
  job: '',
  visitor: peopleWords.visitor,
  setup: peopleWords.setup,
  operator: peopleWords.operator,
  system: peopleWords.system,
}

/** What to call whoever acts, in what is kept: a name of the time for people, a description for the others. */
export function actorLabel(actor: Actor): string {
  return actorSubject(actor)?.label ?? actorLabels[actor.type]
}

/** Whether this is what somebody without a name is called. */
export function isActorLabel(label: string): boolean {
  return Object.values(actorLabels).includes(label)
}

function actorSubject(actor: Actor): EventSubject | undefined {
  return 'userId' in actor ? { type: 'user', id: String(actor.userId), label: actor.label } : undefined
}

/** The difference between two records, field by field, leaving out what stayed the same, in whatever order it is written. */
export function changesBetween(old: Record<string, unknown>, current: Record<string, unknown>): EventChanges {
  return Object.fromEntries(
    Object.keys(current)
      .filter((field) => !isDeepStrictEqual(old[field], current[field]))
      .map((field) => [field, { old: old[field] ?? null, new: current[field] ?? null }]),
  )
}
