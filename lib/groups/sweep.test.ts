import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events, groupMembers, groups } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { makeGroup, putInto } from '@/testing/groups'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, testTime } from '@/testing/world'
import { sweepEndedMemberships } from './sweep'

const database = testDatabase({ alsoEmbedded: true })
const end = new Date(testTime.getTime() + 60_000)
const before = new Date(end.getTime() - 1)
let ctx: Context

beforeAll(async () => {
  ctx = contextFor(database.db)
  await makeAdministrator(ctx)
})

async function swept(now: Date): Promise<boolean> {
  return sweepEndedMemberships(contextFor(database.db, { type: 'system' }, now))
}

test('a membership is swept at its end and not before, with an event naming both', async () => {
  const group = await makeGroup(ctx)
  const leaves = await makeUser(ctx)
  const stays = await makeUser(ctx)
  await putInto(ctx, group.id, [leaves.id], end)
  await putInto(ctx, group.id, [stays.id])
  const members = () => database.db.$count(groupMembers, eq(groupMembers.groupId, group.id))
  await swept(before)
  expect(await members()).toBe(2)
  expect(await swept(end)).toBe(false)
  expect(await members()).toBe(1)
  const [row] = await database.db.select().from(groups).where(eq(groups.id, group.id))
  expect(row?.directMembers).toBe(1)
  const ended = await database.db.select().from(events).where(eq(events.name, 'group.member_expired'))
  expect(ended).toMatchObject([
    {
      actorLabel: 'Latchkey',
      subjects: [
        { type: 'user', id: String(leaves.id), label: leaves.username },
        { type: 'group', id: String(group.id), label: group.name },
      ],
      details: { until: end.toISOString() },
    },
  ])
})

test('who is put into the group again until later stays', async () => {
  const group = await makeGroup(ctx)
  const user = await makeUser(ctx)
  await putInto(ctx, group.id, [user.id], end)
  await putInto(ctx, group.id, [user.id], null)
  await swept(end)
  expect(await database.db.$count(groupMembers, eq(groupMembers.groupId, group.id))).toBe(1)
})

test('more than one round holds are swept in several', async () => {
  const group = await makeGroup(ctx)
  const ids: number[] = []
  for (let i = 0; i < 101; i++) ids.push((await makeUser(ctx)).id)
  await putInto(ctx, group.id, ids, end)
  expect(await swept(end)).toBe(true)
  expect(await swept(end)).toBe(false)
  expect(await database.db.$count(groupMembers, eq(groupMembers.groupId, group.id))).toBe(0)
}, 30_000)
