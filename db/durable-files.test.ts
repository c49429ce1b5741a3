import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, expect, test, vi } from 'vitest'
import { DurableNodeFS, durableStartParams, syncTree } from './durable-files'

const synced: number[] = []
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  const fsyncSync = (descriptor: number) => {
    synced.push(descriptor)
    real.fsyncSync(descriptor)
  }
  return { ...real, default: { ...real, fsyncSync }, fsyncSync }
})

const directory = fs.mkdtempSync(join(tmpdir(), 'latchkey-durable-'))
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }))

test('every commit of the embedded database is synced to the disk before it is acknowledged', async () => {
  const files = new DurableNodeFS(join(directory, 'pg'))
  const told = vi.spyOn(files, 'onSync')
  const pg = await PGlite.create({
    fs: files,
    startParams: durableStartParams,
  })
  await pg.exec('create table notes (id int generated always as identity, body text)')
  for (let count = 0; count < 5; count++) {
    const before = synced.length
    await pg.query('insert into notes (body) values ($1)', [`note ${count}`])
    expect(synced.length).toBeGreaterThan(before)
    expect(told).toHaveBeenCalledTimes(synced.length)
  }
  const beforeSwitch = synced.length
  await pg.exec('select pg_switch_wal(); insert into notes (body) values (1); checkpoint')
  expect(synced.length).toBeGreaterThan(beforeSwitch)

  const beforeTree = synced.length
  syncTree(join(directory, 'pg'))
  expect(synced.length - beforeTree).toBeGreaterThan(100)
  await pg.close()
}, 120_000)
