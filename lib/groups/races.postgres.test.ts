import { and, eq, ne, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { groupAncestors, groupMembers, groups } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { Conflict, DomainError } from '@/lib/kernel/errors'
import { makeGroup, putInto } from '@/testing/groups'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { removeMembers } from './change-members'
import { getGroup } from './get'
import { updateGroup } from './update'

const database = testDatabase()
let ctx: Context

beforeAll(async () => {
  ctx = contextFor(database.db, await makeAdministrator(contextFor(database.db)))
})

/** What was refused; anything but an error of the product fails the test. */
async function refusals(work: Promise<unknown>[]): Promise<DomainError[]> {
  const results = await Promise.allSettled(work)
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return []
    if (result.reason instanceof DomainError) return [result.reason]
    throw result.reason
  })
}

test('two people who put each of two groups above the other at the same moment never make a cycle', async () => {
  for (let round = 0; round < 10; round++) {
    const [a, b, c] = [await makeGroup(ctx), await makeGroup(ctx), await makeGroup(ctx)]
    const refused = await refusals([
      updateGroup(ctx, { id: a.id, parents: [b.id] }),
      updateGroup(ctx, { id: b.id, parents: [c.id] }),
      updateGroup(ctx, { id: c.id, parents: [a.id] }),
    ])
    expect(refused).toHaveLength(1)
    const both = sql`exists (select from group_ancestors back
      where back.group_id = ${groupAncestors.ancestorId} and back.ancestor_id = ${groupAncestors.groupId})`
    const circular = and(ne(groupAncestors.groupId, groupAncestors.ancestorId), both)
    expect(await database.db.$count(groupAncestors, circular)).toBe(0)
  }
})

test('of two changes made against the same version one is done and the other told', async () => {
  const group = await makeGroup(ctx)
  const names = [uniqueName('one'), uniqueName('two')]
  const refused = await refusals(names.map((name) => updateGroup(ctx, { id: group.id, version: 1, name })))
  expect(refused).toHaveLength(1)
  expect(refused[0]).toBeInstanceOf(Conflict)
  expect(names).toContain((await getGroup(ctx, group.id)).name)
})

test('the counter of members is right after people join and leave at the same moment', async () => {
  const group = await makeGroup(ctx)
  const ids: number[] = []
  for (let i = 0; i < 6; i++) ids.push((await makeUser(ctx)).id)
  await putInto(ctx, group.id, ids.slice(0, 3))
  const refused = await refusals([
    ...ids.slice(3).map((id) => putInto(ctx, group.id, [id])),
    ...ids.slice(0, 3).map((id) => removeMembers(ctx, { groupId: group.id, selected: { ids: [id] } })),
    putInto(ctx, group.id, ids.slice(3)),
  ])
  expect(refused).toEqual([])
  const [row] = await database.db.select().from(groups).where(eq(groups.id, group.id))
  expect(row?.directMembers).toBe(3)
  expect(await database.db.$count(groupMembers, eq(groupMembers.groupId, group.id))).toBe(3)
})
