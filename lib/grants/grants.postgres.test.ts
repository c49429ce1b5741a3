import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { grants } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { DomainError } from '@/lib/kernel/errors'
import { everything } from '@/testing/grants'
import { makeAdministrator, removeGrants } from '@/testing/users'
import { contextFor, makeUser } from '@/testing/world'
import { createGrant } from './create'
import { deleteGrants } from './delete'

const database = testDatabase()
const context = () => contextFor(database.db)

async function refusals(work: Promise<unknown>[]): Promise<DomainError[]> {
  const results = await Promise.allSettled(work)
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return []
    if (result.reason instanceof DomainError) return [result.reason]
    throw result.reason
  })
}

async function grantsOf(userId: number) {
  return database.db.select({ id: grants.id }).from(grants).where(eq(grants.userId, userId))
}

test('two people who take the last two administrators’ grants at the same moment: one stays', async () => {
  for (let round = 0; round < 10; round++) {
    await removeGrants(context())
    const pair = [await makeAdministrator(context()), await makeAdministrator(context())]
    const ids = await Promise.all(
      pair.map(async ({ userId }) => (await grantsOf(userId)).map(({ id }) => id)),
    )
    const refused = await refusals(
      pair.map((actor, index) =>
        deleteGrants(contextFor(database.db, actor), { ids: ids[1 - index] as string[] }),
      ),
    )
    expect(refused).toHaveLength(1)
    expect(await database.db.select().from(grants)).toHaveLength(1)
  }
})

test('the same given by several at the same moment is given once', async () => {
  const root = contextFor(database.db, await makeAdministrator(context()))
  const { id } = await makeUser(context())
  const input = { holder: { userId: id }, given: { permission: 'users.read' as const }, scope: everything }
  const refused = await refusals(Array.from({ length: 5 }, () => createGrant(root, input)))
  expect(refused).toHaveLength(4)
  expect(
    await database.db
      .select()
      .from(grants)
      .where(and(eq(grants.userId, id))),
  ).toHaveLength(1)
})

test('a right taken away while its holder gives it on is given before or not at all', async () => {
  for (let round = 0; round < 10; round++) {
    const root = contextFor(database.db, await makeAdministrator(context()))
    const giver = await makeAdministrator(context())
    const { id } = await makeUser(context())
    const [own] = await grantsOf(giver.userId)
    await refusals([
      deleteGrants(root, { ids: [own?.id ?? ''] }),
      createGrant(contextFor(database.db, giver), {
        ...{ holder: { userId: id }, given: { permission: 'users.delete' }, scope: everything },
      }),
    ])
    expect(await grantsOf(giver.userId)).toEqual([])
  }
})
