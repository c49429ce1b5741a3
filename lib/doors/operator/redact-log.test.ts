import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { withoutStatement } from './redact-log'

const database = testDatabase({ alsoEmbedded: true })

test('an error of the database is logged without its statement and parameters', async () => {
  const failed = database.db
    .insert(users)
    .values({ username: 's3cret-value' } as typeof users.$inferInsert)
    .then(() => undefined)
    .catch((error: unknown) => error)
  const logged = inspect(withoutStatement(await failed), { depth: 10 })
  expect(inspect(await failed, { depth: 10 })).toContain('s3cret-value')
  expect(logged).not.toContain('s3cret-value')
  expect(logged).not.toMatch(/insert into/i)
  expect(logged).toContain('23502')
  expect(logged).toContain('redact-log.test.ts')
})

test('every other error is logged as it is', () => {
  const error = new Error('x')
  expect(withoutStatement(error)).toBe(error)
})
