import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { events, folders, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { fewPermitted } from '@/lib/rights/few'
import { permittedFolders, permittedUsers } from '@/lib/rights/scope'

/** So few folders are asked for their events one by one. */
const fewFolders = 500

/** How many events are looked at for one page. */
const mostLooked = 5000

type Wanted = { backwards: boolean; position: string | undefined; limit: number }

/**
 * The ids of the events that concern somebody, or a folder, over whom the actor may read events, in the order asked for.
 * `lookedTo` is where looking ended before there were enough; further on there may be more.
 */
export async function eventsInScope(
  ctx: Context,
  wanted: Wanted,
): Promise<{ ids: string[]; lookedTo: string | undefined }> {
  const subjects = await fewSubjects(ctx)
  return subjects
    ? { ids: await eventsOf(ctx, subjects, wanted), lookedTo: undefined }
    : lookInOrder(ctx, wanted)
}

/** Everybody and every folder the actor may read events of, or undefined when there are many. */
async function fewSubjects(ctx: Context): Promise<{ type: string; id: string }[] | undefined> {
  const people = await fewPermitted(ctx, 'events.read')
  if (!people) return undefined
  const places = await ctx.db
    .select({ id: folders.id })
    .from(folders)
    .where(permittedFolders(ctx, 'events.read'))
    .limit(fewFolders + 1)
  if (places.length > fewFolders) return undefined
  return [
    ...people.map((id) => ({ type: 'user', id: String(id) })),
    ...places.map(({ id }) => ({ type: 'folder', id: String(id) })),
  ]
}

async function eventsOf(
  ctx: Context,
  subjects: { type: string; id: string }[],
  wanted: Wanted,
): Promise<string[]> {
  if (subjects.length === 0) return []
  const direction = wanted.backwards ? sql`asc` : sql`desc`
  const listed = JSON.stringify(subjects)
  const rows = await ctx.db.select({ id: sql<string>`event_id` }).from(sql`(
    select distinct found.event_id from json_to_recordset(${listed}::json) subject(type text, id text)
    cross join lateral (
      select s.event_id from event_subjects s
      where s.subject_type = subject.type and s.subject_id = subject.id and ${beyond(sql`s.event_id`, wanted)}
      order by s.event_id ${direction} limit ${wanted.limit}
    ) found
    order by found.event_id ${direction} limit ${wanted.limit}
  ) concerned`)
  return rows.map(({ id }) => id)
}

async function lookInOrder(ctx: Context, wanted: Wanted) {
  const direction = wanted.backwards ? sql`asc` : sql`desc`
  const next = sql`select ${events.id}, actor_user_id, subjects from ${events}
    where ${beyond(sql`${events.id}`, wanted)} order by ${events.id} ${direction}`
  const idsOf = (type: string) => sql`select (s->>'id')::integer from jsonb_array_elements(e.subjects) s
    where s->>'type' = ${type}`
  const aboutPeople = sql`exists (select 1 from ${users}
    where ${users.id} in (select e.actor_user_id union all ${idsOf('user')})
      and ${(await permittedUsers(ctx, 'events.read')) ?? sql`true`})`
  const aboutPlaces = sql`exists (select 1 from ${folders}
    where ${folders.id} in (${idsOf('folder')}) and ${permittedFolders(ctx, 'events.read') ?? sql`true`})`
  const rows = await ctx.db
    .select({ id: sql<string>`id` })
    .from(sql`(${next} limit ${mostLooked}) e`)
    .where(sql`${aboutPeople} or ${aboutPlaces}`)
    .orderBy(sql`id ${direction}`)
    .limit(wanted.limit)
  const ids = rows.map(({ id }) => id)
  if (ids.length === wanted.limit) return { ids, lookedTo: undefined }
  const [last] = await ctx.db
    .select({ id: sql<string>`id` })
    .from(sql`(${next} limit 1 offset ${mostLooked - 1}) last`)
  return { ids, lookedTo: last?.id }
}

function beyond(id: SQL, { backwards, position }: Wanted): SQL {
  if (position === undefined) return sql`true`
  return backwards ? sql`${id} > ${position}::uuid` : sql`${id} < ${position}::uuid`
}
