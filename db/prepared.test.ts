import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { prepared } from './prepared'
import { folders } from './schema'
import { testDatabase } from './testing'

const database = testDatabase({ alsoEmbedded: true })

const folderAt = prepared((db) =>
  db
    .select({ path: folders.path })
    .from(folders)
    .where(eq(folders.path, sql.placeholder('path')))
    .prepare('folder_at'),
)

test('a statement in a transaction reads what that transaction wrote, and outside nothing of it', async () => {
  const { db } = database
  const found = { path: 'prepared' }
  expect(await folderAt(db).execute(found)).toEqual([])
  const rolledBack = db.transaction(async (tx) => {
    await tx
      .insert(folders)
      .values({ parentId: 1, name: 'prepared', path: 'prepared', createdAt: new Date() })
    expect(await folderAt(tx).execute(found)).toEqual([found])
    tx.rollback()
  })
  await expect(rolledBack).rejects.toThrow()
  expect(await folderAt(db).execute(found)).toEqual([])
})
