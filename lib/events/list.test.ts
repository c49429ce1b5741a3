import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { recordEvent } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { everyRight } from '@/lib/rights/rights'
import { at, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { contextFor, makeUser, somebody, testTime } from '@/testing/world'
import { ListEvents } from './input'
import { listEvents } from './list'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)
const list = (input: Record<string, unknown> = {}, userId?: number) =>
  listEvents(context(), {
    ...ListEvents.parse(input),
    ...(userId !== undefined && { about: { type: 'user', id: userId } }),
  })

test('next leads through every event once, newest first, and previous leads back', async () => {
  for (let i = 0; i < 45; i++) {
    await recordEvent(
      { ...context(), now: new Date(testTime.getTime() + i * 1000) },
      { name: 'user.updated', subjects: [{ type: 'user', id: '900', label: `n${i}` }] },
    )
  }
  const labels = (page: Awaited<ReturnType<typeof list>>) => page.rows.map((row) => row.subjects[0]?.label)
  const first = await list({ size: 20 }, 900)
  const second = await list({ size: 20, after: first.next }, 900)
  const third = await list({ size: 20, after: second.next }, 900)
  const expected = Array.from({ length: 45 }, (_, i) => `n${44 - i}`)
  expect([...labels(first), ...labels(second), ...labels(third)]).toEqual(expected)
  expect(third.next).toBeUndefined()
  expect(first.previous).toBeUndefined()
  expect(labels(await list({ size: 20, before: third.previous }, 900))).toEqual(labels(second))
})

test('a user is shown what they did and what was done to them, and nothing else', async () => {
  const ada = await makeUser(context())
  const acting = contextFor(database.db, {
    type: 'user',
    userId: ada.id,
    label: ada.username,
    rights: everyRight,
    sessionId: '',
  })
  const other = await makeUser(acting)
  await makeUser(context())
  const { rows } = await list({}, ada.id)
  const about = rows.map((row) => row.subjects[0]?.label)
  expect(about.sort()).toEqual([ada.username, other.username].sort())
})

test('an event keeps the names of its time', async () => {
  const { rows } = await list({}, 900)
  expect(rows[0]).toMatchObject({
    actorLabel: 'Operator at the command line',
    actorType: 'operator',
    ip: '192.0.2.1',
    requestId: 'test',
  })
})

test('somebody who is not an administrator cannot read events', async () => {
  await expect(listEvents(contextFor(database.db, somebody()), ListEvents.parse({}))).rejects.toThrow(
    Forbidden,
  )
})

test('a group and a role have a history of their own, told only to those who may read everything', async () => {
  const group = await makeGroup(context())
  const ada = await makeUser(context())
  const later = new Date(testTime.getTime() + 1000)
  await putInto(contextFor(database.db, { type: 'operator' }, later), group.id, [ada.id])
  const about = { type: 'group', id: group.id } as const
  const read = (ctx: Context) => listEvents(ctx, { ...ListEvents.parse({}), about })
  const { rows } = await read(context())
  expect(rows.map(({ name }) => name)).toEqual(['group.member_added', 'group.created'])
  const part = { permission: 'events.read', scope: 'user', scopeUserId: ada.id } as const
  const reader = at(context(), await somebodyWith(context(), part, { permission: 'groups.read' }))
  await expect(read(reader)).rejects.toThrow(Forbidden)
  await expect(
    listEvents(reader, { ...ListEvents.parse({}), about: { ...about, type: 'role' } }),
  ).rejects.toThrow(Forbidden)
})

test('the history of a group or a role is told only to those who may see it', async () => {
  const [group, other] = [await makeGroup(context()), await makeGroup(context())]
  const given = [
    { permission: 'events.read' },
    { permission: 'groups.read', scope: 'group', scopeGroupId: group.id },
  ] as const
  const reader = at(context(), await somebodyWith(context(), ...given))
  const read = (ctx: Context, type: 'group' | 'role', id: number) =>
    listEvents(ctx, { ...ListEvents.parse({}), about: { type, id } })
  const { rows } = await read(reader, 'group', group.id)
  expect(rows.map(({ name }) => name)).toEqual(['group.created'])
  await expect(read(reader, 'group', other.id)).rejects.toThrow(NotFound)
  await expect(read(reader, 'role', 1)).rejects.toThrow(Forbidden)
  const ungrouped = at(context(), await somebodyWith(context(), given[0]))
  await expect(read(ungrouped, 'group', group.id)).rejects.toThrow(Forbidden)
})
