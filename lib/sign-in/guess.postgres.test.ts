import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing'
import { oldPassword, personWithPassword, visitorAt } from '@/testing/recovery'
import { checkPassword } from './check-password'

const database = testDatabase()

test('of forty wrong passwords at once five are tried, and twenty right ones at once all sign in', async () => {
  const ada = await personWithPassword(database.db)
  const together = (count: number, password: string) => {
    const ctx = visitorAt(database.db)
    return Promise.all(
      Array.from({ length: count }, () =>
        checkPassword(ctx, { identifier: ada.username, password }).then(
          () => 'in',
          (error: Error) => error.name,
        ),
      ),
    )
  }
  const wrong = await together(40, 'wrong')
  expect(wrong.filter((name) => name === 'Invalid')).toHaveLength(5)
  expect(wrong.filter((name) => name === 'LimitReached')).toHaveLength(35)
  expect(await together(20, oldPassword)).toEqual(Array(20).fill('in'))
})
