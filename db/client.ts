import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lockDataDirectory } from './data-directory-lock.mjs'
import * as schema from './schema'
import type { Db } from './types'

export type Database = { kind: 'embedded' | 'postgres'; db: Db; close: () => Promise<void> }

type Settings = { DATABASE_URL?: string | undefined; LATCHKEY_DATA_DIR: string }

/**
 * Statements run for a few milliseconds; PostgreSQL would spend 100 on compiling one whose cost it overestimates, which it
 * does for tables it has not analyzed yet.
 */
export const connection = { jit: 'off' }

const migrationsFolder = resolve(process.cwd(), 'db/migrations')

async function openEmbedded(dataDirectory: string): Promise<Database> {
  const lock = await lockDataDirectory(dataDirectory)
  const { PGlite } = await import('@electric-sql/pglite')
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm')
  const { drizzle } = await import('drizzle-orm/pglite')
  const { migrate } = await import('drizzle-orm/pglite/migrator')
  const { DurableNodeFS, durableStartParams, syncTree } = await import('./durable-files')
  const folder = join(dataDirectory, 'database')
  const isNew = !existsSync(folder)
  const client = await PGlite.create({
    fs: new DurableNodeFS(folder),
    startParams: durableStartParams,
    extensions: { pg_trgm },
  })
  if (isNew) syncTree(folder)
  const db = drizzle(client, { schema })
  await migrate(db, { migrationsFolder })
  const close = async () => {
    await client.close()
    await lock.release()
  }
  return { kind: 'embedded', db, close }
}

async function openPostgres(url: string): Promise<Database> {
  const { default: postgres } = await import('postgres')
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { migrate } = await import('drizzle-orm/postgres-js/migrator')
  const migrator = postgres(url, { max: 1, onnotice: () => {} })
  try {
    // Two instances that start together take turns: CREATE EXTENSION and the migrator do not expect company.
    await migrator`select pg_advisory_lock(7305412)`
    await migrate(drizzle(migrator), { migrationsFolder })
  } finally {
    await migrator.end({ timeout: 5 })
  }
  const client = postgres(url, { max: 10, connection, onnotice: () => {} })
  return { kind: 'postgres', db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) }
}

const shared = globalThis as typeof globalThis & { latchkeyDatabase?: Promise<Database> | undefined }

/** Opens and migrates the database of this process, once; the bundles of a process share it through globalThis. */
export function openDatabase(settings: Settings): Promise<Database> {
  shared.latchkeyDatabase ??= settings.DATABASE_URL
    ? openPostgres(settings.DATABASE_URL)
    : openEmbedded(resolve(settings.LATCHKEY_DATA_DIR))
  return shared.latchkeyDatabase
}

export async function closeDatabase(): Promise<void> {
  const open = shared.latchkeyDatabase
  shared.latchkeyDatabase = undefined
  await (await open)?.close()
}
