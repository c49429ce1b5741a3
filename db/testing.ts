import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { closeDatabase, openDatabase } from './client'
import { carryOut, databaseUrl } from './testing-server'
import { refuseOuterDatabase } from './testing-transactions'
import type { Db } from './types'

/**
 * A database of this test file alone, migrated and otherwise empty; gone when the file ends. Files marked `alsoEmbedded`
 * run on the embedded database at every run, the others with `--all`.
 */
export function testDatabase(_marked?: { alsoEmbedded: true }): {
  readonly db: Db
  readonly url: string | null
} {
  let db: Db | undefined
  let url: string | null = null
  let drop = async () => {}

  beforeAll(async () => {
    const server = inject('databaseServer')
    if (server) {
      const name = `test_${randomBytes(8).toString('hex')}`
      await carryOut(server, `create database ${name} template latchkey_template`)
      url = databaseUrl(server, name)
      db = (await openDatabase({ DATABASE_URL: url, LATCHKEY_DATA_DIR: '' })).db
      // Those need several connections, and ask on some while a transaction holds another.
      if (!expect.getState().testPath?.endsWith('.postgres.test.ts')) refuseOuterDatabase(db)
      drop = () => carryOut(server, `drop database ${name} with (force)`)
    } else {
      const directory = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
      cpSync(join(inject('embeddedTemplate') ?? '', 'database'), join(directory, 'database'), {
        recursive: true,
      })
      db = (await openDatabase({ LATCHKEY_DATA_DIR: directory })).db
      drop = async () => rmSync(directory, { recursive: true, force: true })
    }
  })
  afterAll(async () => {
    await closeDatabase()
    await drop()
  })

  return {
    get db() {
      if (!db) throw new Error('testDatabase().db is there only inside tests and hooks')
      return db
    },
    get url() {
      return url
    },
  }
}
