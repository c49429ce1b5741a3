import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { computedNames } from '@/lib/kernel/names'
import { deleteUsers } from '@/lib/users/delete'
import { updateUser } from '@/lib/users/update'
import { misplacedWords } from '@/testing/search-words'
import { contextFor, makeUser, waitForLock } from '@/testing/world'

const database = testDatabase()
const context = () => contextFor(database.db)
const rename = (id: number, name: string) => updateUser(context(), { id, name, createFolder: false })

test('people who create, rename and delete users of one rare name at the same moment leave the list of words right', async () => {
  for (let round = 0; round < 15; round++) {
    const name = (n: number) => `Sonderbar${'abcdefghij'[round % 10]} Eigen${'abcdefghij'[n]}`
    const ids: number[] = []
    for (let n = 0; n < 6; n++) ids.push((await makeUser(context(), { name: name(n) })).id)
    const results = await Promise.allSettled([
      ...ids.slice(0, 2).map((id) => deleteUsers(context(), { selected: { ids: [id] } })),
      ...ids.slice(2).map((id, n) => rename(id, n % 2 === 0 ? 'Ada' : name(n))),
      ...[0, 1, 7].map((n) => makeUser(context(), { name: name(n) })),
    ])
    expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))).toEqual([])
    expect(await misplacedWords(database.db)).toEqual([])
  }
}, 60_000)

// By statements alone: commands wait for each other before they come to it.
test('a word that somebody is about to have is not dropped with the last one who had it', async () => {
  const last = await makeUser(context(), { name: 'Unverwechselbar' })
  const heir = await makeUser(context(), { name: 'Ada' })
  let deletion: Promise<unknown> = Promise.resolve()
  await database.db.transaction(async (tx) => {
    const named = { username: heir.username, name: 'Unverwechselbar', email: null }
    await tx
      .update(users)
      .set({ ...named, ...computedNames(named) })
      .where(eq(users.id, heir.id))
    deletion = database.db.delete(users).where(eq(users.id, last.id)).execute()
    await Promise.race([deletion, waitForLock(contextFor(tx))])
  })
  await deletion
  expect(await misplacedWords(database.db)).toEqual([])
})
