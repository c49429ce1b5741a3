import { eq, inArray, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folders, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { DomainError } from '@/lib/kernel/errors'
import { updateUser } from '@/lib/users/update'
import { fraction, runs } from '@/testing/depth'
import { countersOf, misplacedFolders } from '@/testing/folders'
import { contextFor, makeUser } from '@/testing/world'
import { createFolder } from './create'
import { deleteFolder } from './delete'
import { moveFolder } from './move'
import { renameFolder } from './rename'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)

/** The row that a number from 0 to 1 points at, in id order. */
function pick<T>(rows: T[], at: number): T | undefined {
  return rows[Math.floor(at * rows.length)]
}

const folderAt = async (at: number) =>
  pick(await database.db.select().from(folders).orderBy(folders.id), at)?.id ?? 0
const userAt = async (at: number) =>
  pick(await database.db.select({ id: users.id }).from(users).orderBy(users.id), at)?.id

const at = fraction
const name = fc.constantFrom('a', 'b', 'c', 'd%', 'e_')

const steps: Record<string, (a: number, b: number, name: string) => Promise<unknown>> = {
  createFolder: async (a, _, name) => createFolder(context(), { parentId: await folderAt(a), name }),
  renameFolder: async (a, _, name) => renameFolder(context(), { id: await folderAt(a), name }),
  moveFolder: async (a, b) => moveFolder(context(), { id: await folderAt(a), parentId: await folderAt(b) }),
  deleteFolder: async (a, b) =>
    deleteFolder(context(), { id: await folderAt(a), moveUsersTo: await folderAt(b) }),
  createUser: async (a) => {
    const folder = await database.db.query.folders.findFirst({ where: eq(folders.id, await folderAt(a)) })
    if (folder?.path) await makeUser(context(), { path: folder.path })
  },
  createUserInNewFolder: async (a, _, name) => {
    const folder = await database.db.query.folders.findFirst({ where: eq(folders.id, await folderAt(a)) })
    await makeUser(context(), { path: `${folder?.path || 'users'}/${name}/${name}` })
  },
  moveUser: async (a, b) => {
    const id = await userAt(a)
    const folder = await database.db.query.folders.findFirst({ where: eq(folders.id, await folderAt(b)) })
    if (id && folder?.path) await updateUser(context(), { id, path: folder.path, createFolder: false })
  },
  moveManyUsers: async (a, b) =>
    database.db
      .update(users)
      .set({ folderId: await folderAt(b) })
      .where(sql`${users.id} % 3 = ${Math.floor(a * 3)}`),
  deleteUsers: async (a) => {
    const ids = [await userAt(a), await userAt(a / 2)].filter((id) => id !== undefined)
    if (ids.length > 0) await database.db.delete(users).where(inArray(users.id, ids))
  },
}

test('after any sequence of changes every counter is what counting gives, and every path fits its place', async () => {
  const done = new Set<string>()
  const step = fc.tuple(fc.constantFrom(...Object.keys(steps)), at, at, name)
  const trySome = () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (sequence) => {
        for (const [verb, a, b, name] of sequence) {
          await steps[verb]?.(a, b, name).then(
            () => done.add(verb),
            (error) => {
              if (!(error instanceof DomainError)) throw error
            },
          )
        }
        const { stored, counted } = await countersOf(database.db)
        expect(stored).toEqual(counted)
        expect(await misplacedFolders(database.db)).toEqual([])
      }),
      { numRuns: runs(25) },
    )
  await trySome()
  // Chance may refuse a kind of change wherever it comes: others are tried until each was done.
  while (done.size < Object.keys(steps).length) await trySome()
}, 60_000)
