import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { DatabaseAway } from '@/db/database-away'
import { Conflict } from './errors'
import { asDomainError, asUnavailable } from './unavailable'

const said = (code: string) =>
  asUnavailable(new DrizzleQueryError('select', ['s3cret'], withCode(code)))?.message
const withCode = (code: string) => Object.assign(new Error(`s3cret ${code}`), { code })

test.each([
  ...['08006', '57P01', '57P02', '57P03'].map((code) => [code, 'Latchkey cannot reach its database']),
  ...['53300', '53200', '57014'].map((code) => [code, 'The database cannot take on more']),
  ...['53100', 'ENOSPC'].map((code) => [code, 'The disk of the database is full']),
  ...['58030', 'EIO'].map((code) => [code, 'The database cannot read or write its disk']),
  ...['25006', 'EROFS'].map((code) => [code, 'The database can only be read']),
])('%s is said in a sentence for people, without anything of the statement', (code, sentence) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(said(code)).toContain(sentence)
  expect(said(code)).not.toMatch(/select|s3cret/)
})

test('whatever part of a page reads, the error page can tell a database that is away from a bug', () => {
  const digestOf = (error: Error) => (error as { digest?: string }).digest
  const failed = (cause: Error) => new DrizzleQueryError('select', [], cause)
  expect(digestOf(failed(new DatabaseAway('gone')))).toBe('UNAVAILABLE')
  expect(digestOf(new DatabaseAway('gone'))).toBe('UNAVAILABLE')
  expect(digestOf(failed(withCode('53300')))).toBe('UNAVAILABLE')
  const bug = failed(withCode('42601'))
  expect(digestOf(bug)).toBeUndefined()
  Object.assign(bug, { digest: '1234' })
  expect(digestOf(bug)).toBe('1234')
})

test('what may have been done is not said to have failed', () => {
  const lost = (isUnknown: boolean) =>
    new DrizzleQueryError('commit', [], new DatabaseAway('gone', '57P01', isUnknown))
  expect(asUnavailable(lost(true))?.message).toContain('before it said whether this was done')
  expect(asUnavailable(lost(false))?.message).not.toContain('whether this was done')
})

test('a rule that was broken, an error of our own and a bug stay what they are', () => {
  expect(said('23505')).toBeUndefined()
  expect(asUnavailable(withCode('ENOSPC'))).toBeUndefined()
  expect(asDomainError(new TypeError('x is not a function'))).toBeUndefined()
  const conflict = new Conflict('Somebody was quicker.')
  expect(asDomainError(conflict)).toBe(conflict)
})

test('trouble that lasts is told to the operator once a minute', () => {
  vi.useFakeTimers({ now: Date.now() + 120_000 })
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  logged.mockClear()
  for (let n = 0; n < 10; n++) said('53100')
  expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('disk of the database is full'))
  vi.advanceTimersByTime(60_000)
  said('53100')
  expect(logged).toHaveBeenCalledTimes(2)
  vi.useRealTimers()
})
