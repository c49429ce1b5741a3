import { eq, inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool } from 'pg'
import { expect, test } from 'vitest'
import { ConnectionPool } from '@/db/pool'
import * as schema from '@/db/schema'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { DomainError } from '@/lib/kernel/errors'
import { giveSession, giveToken, makeAdministrator, removeGrants } from '@/testing/users'
import { contextFor, makeUser } from '@/testing/world'
import { planActivation } from './activate'
import { deactivateUsers, planDeactivation } from './deactivate'
import { deleteUsers, planUserDeletion } from './delete'

const database = testDatabase()
const context = (actor?: Actor) => contextFor(database.db, actor)

const deeds: Record<string, (ctx: Context, id: number) => Promise<unknown>> = {
  deactivate: (ctx, id) => deactivateUsers(ctx, { selected: { ids: [id] } }),
  delete: (ctx, id) => deleteUsers(ctx, { selected: { ids: [id] } }),
}

for (const [first, one] of Object.entries(deeds)) {
  for (const [second, other] of Object.entries(deeds)) {
    test(`two administrators who ${first} and ${second} each other at the same moment: one stays`, async () => {
      for (let round = 0; round < 10; round++) {
        await removeGrants(database)
        const [a, b] = [await makeAdministrator(context()), await makeAdministrator(context())]
        const results = await Promise.allSettled([one(context(a), b.userId), other(context(b), a.userId)])
        const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
        expect(refused).toEqual([expect.any(DomainError)])
        const rows = await database.db
          .select()
          .from(users)
          .where(inArray(users.id, [a.userId, b.userId]))
        expect(rows.filter((row) => row.deactivatedAt === null)).toHaveLength(1)
      }
    })
  }
}

test('two people who delete overlapping selections at the same moment end without a deadlock', async () => {
  for (let round = 0; round < 10; round++) {
    const ids: number[] = []
    for (let i = 0; i < 5; i++) ids.push((await makeUser(context())).id)
    const results = await Promise.allSettled([
      deleteUsers(context(), { selected: { ids: ids.slice(0, 4) } }),
      deactivateUsers(context(), { selected: { ids: ids.slice(1).reverse() } }),
    ])
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(DomainError)
    expect(
      await database.db
        .select()
        .from(users)
        .where(inArray(users.id, ids.slice(0, 4))),
    ).toEqual([])
  }
})

test('a plan asks as many questions of one user as of a hundred', async () => {
  const ids: number[] = []
  for (let i = 0; i < 100; i++) {
    const { id } = await makeUser(context())
    await giveSession(context(), id)
    if (i % 3 === 0) await giveToken(context(), id)
    ids.push(id)
  }
  let asked = 0
  const client = new ConnectionPool(database.url ?? '')
  const db = drizzle(client as unknown as Pool, { schema, logger: { logQuery: () => asked++ } })
  const countOf = async (plan: typeof planDeactivation, selected: number[]) => {
    asked = 0
    expect((await plan(contextFor(db), { ids: selected })).count).toBe(selected.length)
    return asked
  }
  try {
    for (const plan of [planDeactivation, planUserDeletion]) {
      expect(await countOf(plan, ids)).toBe(await countOf(plan, ids.slice(0, 1)))
      expect(asked).toBeLessThan(8)
    }
    await db.update(users).set({ deactivatedAt: context().now }).where(inArray(users.id, ids))
    expect(await countOf(planActivation, ids)).toBe(await countOf(planActivation, ids.slice(0, 1)))
  } finally {
    await client.end()
  }
  expect(
    await database.db
      .select()
      .from(users)
      .where(eq(users.id, ids[0] ?? 0)),
  ).toHaveLength(1)
})
