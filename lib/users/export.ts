import 'server-only'
import { and, asc, eq, gt } from 'drizzle-orm'
import { eventSubjects, events } from '@/db/schema'
import { toldKinds } from '@/lib/access/credentials'
import { recordEvent } from '@/lib/audit/record'
import { maskedEvents } from '@/lib/events/masked'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import { mailsHeld, nameChangesHeld } from './export-parts'
import { getUser } from './get'

const eventsAtOnce = 500

/**
 * Everything held of one user, as the text of a JSON document in pieces, since events may be many: fields, sessions, API
 * tokens, recovery links, changes of names, mails without their content, events about and by them. Never a secret or a
 * hash. Leaves an event before the first piece is read. Throws NotFound.
 */
export async function exportUser(ctx: Context, id: number) {
  await requirePermission(ctx, 'users.export', { userId: id })
  const { folderId: _, ...user } = await inTransaction(ctx, async (ctx) => {
    const user = await getUser(ctx, id)
    const subjects = [{ type: 'user', id: String(id), label: user.username }]
    await recordEvent(ctx, { name: 'user.exported', subjects })
    return user
  })
  const held = {
    exportedAt: ctx.now,
    user,
    ...(await credentialsHeld(ctx, id)),
    nameChanges: await nameChangesHeld(ctx, id),
    mails: await mailsHeld(ctx, id),
  }
  return { filename: filename(user.username, id), pieces: pieces(ctx, id, held) }
}

async function credentialsHeld(ctx: Context, id: number): Promise<Record<string, object[]>> {
  const held: Record<string, object[]> = {}
  for (const { name, told } of toldKinds) held[name] = await told.held(ctx, id)
  return held
}

async function* pieces(ctx: Context, id: number, held: object): AsyncGenerator<string> {
  yield `${JSON.stringify(held, null, 2).slice(0, -2)},\n  "events": [`
  let separator = '\n'
  for (let after: string | undefined; ; ) {
    const rows = await eventsAfter(ctx, id, after)
    const shown = await maskedEvents(ctx, rows)
    if (rows.length > 0) yield separator + shown.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
    if (rows.length < eventsAtOnce) break
    after = rows.at(-1)?.id
    separator = ',\n'
  }
  yield '\n  ]\n}\n'
}

async function eventsAfter(ctx: Context, id: number, after: string | undefined) {
  const rows = await ctx.db
    .select({ event: events })
    .from(eventSubjects)
    .innerJoin(events, eq(events.id, eventSubjects.eventId))
    .where(
      and(
        eq(eventSubjects.subjectType, 'user'),
        eq(eventSubjects.subjectId, String(id)),
        after === undefined ? undefined : gt(eventSubjects.eventId, after),
      ),
    )
    .orderBy(asc(eventSubjects.eventId))
    .limit(eventsAtOnce)
  return rows.map(({ event }) => event)
}

/** Nothing of a name may end a header, or mean something to a file system. */
function filename(username: string, id: number): string {
  const plain = username.replaceAll(/[^A-Za-z0-9-]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return `${['user', String(id), plain.slice(0, 60)].filter(Boolean).join('-')}.json`
}
