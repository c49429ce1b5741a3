import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from './client'
import { folders } from './schema'

const disk = vi.hoisted(() => ({ free: 0 }))
const version = vi.hoisted(() => ({ isNewer: false }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  const statfsSync = () => ({ bavail: disk.free, bsize: 2 ** 20 })
  return { ...real, default: { ...real, statfsSync }, statfsSync }
})
vi.mock('./migrations/meta/_journal.json', async (original) => {
  const { default: real } = await original<{ default: { entries: { when: number }[] } }>()
  const newer = [{ when: Number.MAX_SAFE_INTEGER }]
  return { default: { ...real, entries: { at: () => (version.isNewer ? newer : real.entries).at(-1) } } }
})
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))

const directory = fs.mkdtempSync(join(tmpdir(), 'latchkey-room-'))
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }))

const open = (free: number) => {
  disk.free = free
  return openDatabase({ LATCHKEY_DATA_DIR: directory })
}
async function whyNotOpened(free: number) {
  const said = await open(free).catch((error: Error) => error.message)
  await closeDatabase().catch(() => {})
  return said
}
const noRoom = (of: string) =>
  `The disk of ${of} has less than 64 MB left, too little to bring the database up to date. Make room, then start again.`
const folder = join(directory, 'database')

test('on a nearly full disk the embedded database is neither made nor migrated, and opens to be read if nothing is to be done', async () => {
  expect(await whyNotOpened(63)).toBe(noRoom(directory))
  expect(fs.existsSync(folder)).toBe(false)

  await open(64)
  await closeDatabase()

  const full = await open(63)
  expect(await full.db.select().from(folders)).toHaveLength(2)
  await expect(full.db.delete(folders)).rejects.toMatchObject({ cause: { code: '25006' } })
  await closeDatabase()

  version.isNewer = true
  expect(await whyNotOpened(63)).toBe(noRoom(folder))
}, 120_000)
