import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Pool } from 'pg'
import { connectionConfig } from './connection-config'
import { lockDataDirectory } from './data-directory-lock.mjs'
import { type Patience, patient } from './patience'
import { isNearlyFull, NoRoom, watchRoom } from './room'
import * as schema from './schema'
import type { Db } from './types'

export type Database = { kind: 'embedded' | 'postgres'; db: Db; close: () => Promise<void> }

type Settings = { DATABASE_URL?: string | undefined; LATCHKEY_DATA_DIR: string }

const migrationsFolder = resolve(process.cwd(), 'db/migrations')

async function openEmbedded(dataDirectory: string): Promise<Database> {
  const lock = await lockDataDirectory(dataDirectory)
  try {
    return await openLocked(dataDirectory, lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function openLocked(dataDirectory: string, lock: { release: () => Promise<void> }): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm')
  const { drizzle } = await import('drizzle-orm/pglite')
  const { migrate } = await import('drizzle-orm/pglite/migrator')
  const { DurableNodeFS, durableStartParams, syncTree } = await import('./durable-files')
  const folder = join(dataDirectory, 'database')
  const isNew = !existsSync(folder)
  if (isNew && isNearlyFull(dataDirectory)) throw new NoRoom(dataDirectory)
  const files = new DurableNodeFS(folder)
  const client = await PGlite.create({
    fs: files,
    startParams: durableStartParams,
    extensions: { pg_trgm },
  })
  if (isNew) syncTree(folder)
  const db = drizzle(client, { schema })
  if (!isNearlyFull(folder)) await migrate(db, { migrationsFolder })
  else {
    // Without room they could stand still half-way. What cannot be asked was not migrated to its end either.
    // Imported here: browser tests open databases, too, and their loader takes no JSON.
    const { hasPendingMigrations } = await import('./migrations-pending')
    if (await hasPendingMigrations(db).catch(() => true)) {
      await client.close()
      throw new NoRoom(folder)
    }
  }
  const room = await watchRoom(client, folder)
  files.onSync = room.look
  const close = async () => {
    files.onSync = () => {}
    room.stop()
    await client.close()
    await lock.release()
  }
  return { kind: 'embedded', db, close }
}

async function openPostgres(url: string, patience: Patience): Promise<Database> {
  const { default: pg } = await import('pg')
  const { drizzle } = await import('drizzle-orm/node-postgres')
  const { migrate } = await import('drizzle-orm/node-postgres/migrator')
  const { ConnectionPool } = await import('./pool')
  const { config } = connectionConfig(url)
  const migrator = new pg.Client({ ...config, connectionTimeoutMillis: patient.connect })
  // A connection that is lost is told by the statement that waits for it.
  migrator.on('error', () => {})
  await migrator.connect()
  try {
    // Two instances that start together take turns: CREATE EXTENSION and the migrator do not expect company.
    await migrator.query('select pg_advisory_lock(7305412)')
    await migrate(drizzle(migrator), { migrationsFolder })
  } finally {
    await migrator.end()
  }
  const pool = new ConnectionPool(url, patience)
  shared.latchkeyIsAway = () => pool.isAway
  return { kind: 'postgres', db: drizzle(pool as unknown as Pool, { schema }), close: () => pool.end() }
}

const shared = globalThis as typeof globalThis & {
  latchkeyDatabase?: Promise<Database> | undefined
  /** For the launcher: whether the database has been away for so long that nobody is let wait for it. */
  latchkeyIsAway?: () => boolean
}

/**
 * Opens and migrates the database of this process, once; the bundles of a process share it through globalThis. A server
 * opens it first, as `serving`.
 */
export function openDatabase(settings: Settings, patience = patient): Promise<Database> {
  shared.latchkeyDatabase ??= settings.DATABASE_URL
    ? openPostgres(settings.DATABASE_URL, patience)
    : openEmbedded(resolve(settings.LATCHKEY_DATA_DIR))
  return shared.latchkeyDatabase
}

export async function closeDatabase(): Promise<void> {
  const open = shared.latchkeyDatabase
  shared.latchkeyDatabase = undefined
  await (await open)?.close()
}
