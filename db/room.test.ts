import { PGlite } from '@electric-sql/pglite'
import { afterEach, expect, test, vi } from 'vitest'
import { watchRoom } from './room'

const megabyte = 2 ** 20

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('the embedded database can only be read from when its disk is nearly full until there is room', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const database = await PGlite.create()
  await database.exec('create table notes (note text)')
  const write = () => database.query("insert into notes values ('here')")
  const count = async () => (await database.query('select from notes')).rows.length
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  let free = 64 * megabyte
  // What comes of a look waits behind the statement at hand.
  const settle = () => database.query('select 1')
  const lookAgain = async () => {
    vi.advanceTimersByTime(2000)
    await settle()
  }
  const room = await watchRoom(database, '/data/database', () => free)
  await write()

  free = 64 * megabyte - 1
  await lookAgain()
  await expect(write()).rejects.toMatchObject({ code: '25006' })
  await expect(database.transaction((tx) => tx.query('delete from notes'))).rejects.toMatchObject({
    code: '25006',
  })
  expect(await count()).toBe(1)

  free = 80 * megabyte - 1
  await lookAgain()
  await expect(write()).rejects.toMatchObject({ code: '25006' })

  free = 80 * megabyte
  await lookAgain()
  await write()
  expect(await count()).toBe(2)
  expect(told.mock.calls).toEqual([
    ['The disk of /data/database is full. Nothing can be changed until there is room.'],
    ['The disk of /data/database has room again.'],
  ])

  room.stop()
  free = 0
  vi.advanceTimersByTime(10_000)
  await write()
  room.look()
  await settle()
  await expect(write()).rejects.toMatchObject({ code: '25006' })
  await database.close()
}, 120_000)

test('a disk that is nearly full at the start is noticed before anything is written', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const exec = vi.fn(async () => {})
  const { stop } = await watchRoom({ exec }, '/data/database', () => 0)
  expect(exec).toHaveBeenCalledExactlyOnceWith('set default_transaction_read_only = on')
  stop()
})
