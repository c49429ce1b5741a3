import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { EnvError } from '@/lib/kernel/env'
import { failureSentence } from './failure'

test('a wrong variable is named', () => {
  expect(failureSentence(new EnvError('PORT must be a port number.'))).toBe('PORT must be a port number.')
})

test('a database that cannot be reached is told as DATABASE_URL', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
  expect(failureSentence(refused)).toBe('DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:5432.')
  const password = Object.assign(new Error('password authentication failed'), { code: '28P01' })
  expect(failureSentence(password)).toContain('DATABASE_URL')
})

test('a failed query shows its reason and neither the query nor its parameters', () => {
  const error = new DrizzleQueryError('insert into t values ($1)', ['s3cret'], new Error('permission denied'))
  expect(failureSentence(error)).toBe('Latchkey failed: permission denied.')
})
