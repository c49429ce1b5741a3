import { randomUUID } from 'node:crypto'
import { eventSubjects, events } from '@/db/schema'
import type { Database } from './rows'

type Person = { id: number; username: string }
type Place = { id: number; path: string }

type Entangled = {
  one: Person
  two: Person
  stranger: Person
  boss: Person
  inside: Place
  outside: Place
  elsewhere: Place
  apart: { id: number; name: string }
  secret: (what: string) => string
  now: Date
}

type Line = Pick<typeof events.$inferInsert, 'name' | 'subjects'> &
  Partial<typeof events.$inferInsert> & { by?: Person }

/** How many people nobody of the limited administrators may see: a number that stands out wherever it is shown. */
export const crowd = 4177

/** Lines of the audit log in which people inside and outside a scope stand together, in every way there is. */
export async function insertEvents(db: Database, entangled: Entangled): Promise<void> {
  const { boss, secret, now } = entangled
  for (const { by = boss, ...line } of linesOf(entangled)) {
    const id = `0197${randomUUID().slice(4, 14)}7${randomUUID().slice(15)}`
    await db.insert(events).values({
      ...{ id, createdAt: now, actorType: 'user', actorUserId: by.id, actorLabel: by.username },
      ...{
        changes: {},
        details: {},
        ip: '198.51.100.77',
        userAgent: by.id === boss.id ? secret('browser') : null,
      },
      ...line,
    })
    const involved = new Map([...line.subjects, user(by)].map((one) => [`${one.type} ${one.id}`, one]))
    await db
      .insert(eventSubjects)
      .values(
        [...involved.values()].map(({ type, id: of }) => ({ subjectType: type, subjectId: of, eventId: id })),
      )
  }
}

function linesOf({ one, two, stranger, boss, inside, outside, elsewhere, apart, secret }: Entangled): Line[] {
  return [
    { name: 'user.deactivated', subjects: [user(two)], by: boss },
    {
      name: 'user.updated',
      subjects: [user(one)],
      changes: { path: { old: outside.path, new: inside.path } },
      by: boss,
    },
    {
      name: 'user.updated',
      subjects: [user(one), user(stranger)],
      by: boss,
      details: { with: stranger.username },
    },
    {
      name: 'user.updated',
      subjects: [user(boss)],
      by: one,
      changes: { name: { old: '', new: secret('new') } },
    },
    {
      name: 'folder.moved',
      subjects: [folder(inside)],
      changes: { path: { old: `${outside.path}/office`, new: inside.path } },
      by: boss,
    },
    {
      name: 'folder.deleted',
      subjects: [folder(outside), user(one)],
      details: { users: crowd, usersMovedTo: elsewhere.path },
      by: boss,
    },
    {
      name: 'grant.created',
      subjects: [user(one), group(apart), folder(outside)],
      changes: { scope: { old: null, new: outside.path } },
      by: boss,
    },
    {
      name: 'group.members_added',
      subjects: [group(apart), user(one), user(boss)],
      details: { users: crowd, name: apart.name },
      by: boss,
    },
    { name: 'job.started', subjects: [{ type: 'job', id: randomUUID(), label: secret('job') }], by: one },
    { name: 'user.created', subjects: [user(stranger)], by: boss },
  ]
}

function user({ id, username }: Person) {
  return { type: 'user', id: String(id), label: username }
}

function folder({ id, path }: Place) {
  return { type: 'folder', id: String(id), label: path }
}

function group({ id, name }: { id: number; name: string }) {
  return { type: 'group', id: String(id), label: name }
}
