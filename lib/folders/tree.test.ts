import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { folders } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { Forbidden, NotFound } from '@/lib/kernel/errors'
import { contextFor, makeUser, somebody, testTime } from '@/testing/world'
import { childrenLimit, listFolderChildren } from './children'
import { getFolderByPath } from './get'
import { ListFolderTree } from './input'
import { searchFolders } from './search'
import { listFolderTree } from './tree'
import type { FolderBranch } from './types'

const database = testDatabase({ alsoEmbedded: true })
const context = () => contextFor(database.db)
const id = async (path: string) => (await getFolderByPath(context(), path)).id
const tree = async (selectedPath: string, open: string[] = []) =>
  listFolderTree(context(), { selectedPath, open: await Promise.all(open.map(id)) })
const shown = (branch: FolderBranch): string[] => [branch.path, ...(branch.children ?? []).flatMap(shown)]

beforeAll(async () => {
  const paths = ['users/staff/berlin', 'users/staff/Aachen', 'users/Team 10', 'users/Team 2', 'ext/50%_off']
  for (const path of paths) await makeUser(context(), { path })
  await makeUser(context(), { path: 'users/staff' })
  await database.db.execute(sql`
    insert into folders (parent_id, name, path, created_at)
    select f.id, n::text, 'ext/' || n, ${testTime.toISOString()} from folders f, generate_series(1001, 1450) n
    where f.path = 'ext'`)
  await database.db.execute(sql`
    insert into folders (parent_id, name, path, created_at)
    select id, 'deep', path || '/deep', created_at from folders where path in ('ext/1001', 'ext/1201', 'ext/1440')`)
})

test('only the root is open at first, with exact counts per folder', async () => {
  const root = await tree('')
  expect(root).toMatchObject({ path: '', name: 'All users', depth: 0, totalUsers: 6, hasChildren: true })
  expect(root.children).toEqual([
    expect.objectContaining({ path: 'ext', depth: 1, directUsers: 0, totalUsers: 1, hasChildren: true }),
    expect.objectContaining({ path: 'users', depth: 1, directUsers: 0, totalUsers: 5, hasChildren: true }),
  ])
  expect(root.children?.some((child) => 'children' in child)).toBe(false)
})

test('the way to the selected folder is shown, and what is in it', async () => {
  const users = ['users', 'users/staff', 'users/Team 2', 'users/Team 10']
  expect(shown(await tree('users'))).toEqual(['', 'ext', ...users])
  const staff = ['users/staff', 'users/staff/Aachen', 'users/staff/berlin']
  expect(shown(await tree('users/staff'))).toEqual(['', 'ext', 'users', ...staff, ...users.slice(2)])
  expect(shown(await tree('users/staff/berlin'))).toContain('users/staff/Aachen')
  expect(shown(await tree('nowhere/at/all'))).toEqual(['', 'ext', 'users'])
})

test('open folders show their children, those inside a closed one stay hidden', async () => {
  expect(shown(await tree('', ['users', 'users/staff']))).toContain('users/staff/Aachen')
  expect(shown(await tree('', ['users/staff']))).toEqual(['', 'ext', 'users'])
})

test('a folder of many shows the first, says there are more, and never hides the selected one', async () => {
  const ext = (root: FolderBranch) => root.children?.find((child) => child.path === 'ext')
  const plain = ext(await tree('', ['ext']))
  expect(plain?.children).toHaveLength(childrenLimit)
  expect(plain?.moreAfter).toBe(plain?.children?.at(-1)?.id)
  for (const selected of ['ext/1001', 'ext/1200', 'ext/1201', 'ext/1202', 'ext/1440', 'ext/50%_off']) {
    const branch = ext(await tree(selected))
    expect(branch?.moreAfter).toBe(plain?.moreAfter)
    expect(shown(branch as FolderBranch)).toContain(selected)
  }
  for (const leading of ['ext/1001', 'ext/1201', 'ext/1440'])
    expect(shown(await tree(`${leading}/deep`))).toContain(`${leading}/deep`)
})

test('the children of a folder come in pages that hold each once', async () => {
  const parent = await id('ext')
  const names: string[] = []
  let after: number | undefined
  do {
    const page = await listFolderChildren(context(), { parent, after })
    names.push(...page.children.map((child) => child.name))
    after = page.moreAfter
  } while (after !== undefined)
  expect(names).toHaveLength(451)
  expect(new Set(names).size).toBe(451)
  await expect(listFolderChildren(context(), { parent: 2_000_000_000 })).rejects.toThrow(NotFound)
})

test('the children of a folder are told the same way as in the tree', async () => {
  const branches = (await tree('users')).children?.find((child) => child.path === 'users')?.children
  const { children } = await listFolderChildren(context(), { parent: await id('users') })
  expect(children).toEqual(branches)
  expect(children.map((child) => child.hasChildren)).toEqual([true, false, false])
})

test('what the cookie or the URL claims to be open is bounded and never an error', () => {
  expect(ListFolderTree.parse({ open: ['x', 1], selectedPath: 7 })).toEqual({ open: [], selectedPath: '' })
  expect(ListFolderTree.parse({ open: ['3', 1e12] }).open).toEqual([])
})

test('a search finds the path itself first, then beginnings, then the rest, without regard to case', async () => {
  const found = async (text: string, limit = 20) =>
    (await searchFolders(context(), { text, limit })).map((folder) => folder.path)
  expect(await found('USERS/STAFF')).toEqual(['users/staff', 'users/staff/Aachen', 'users/staff/berlin'])
  expect(await found('aach')).toEqual(['users/staff/Aachen'])
  expect((await found('s', 2)).length).toBe(2)
  expect(await found('50%_')).toEqual(['ext/50%_off'])
  for (const text of ['%', '_off']) expect(await found(text)).toEqual(['ext/50%_off'])
  for (const text of ["'", '\\', '👩‍👩‍👧', 'x'.repeat(1000)]) expect(await found(text)).toEqual([])
  expect((await found('', 50)).includes('')).toBe(false)
})

test('somebody who is not an administrator sees no folder', async () => {
  const ctx = contextFor(database.db, somebody())
  await expect(listFolderTree(ctx, { selectedPath: '', open: [] })).rejects.toThrow(Forbidden)
  await expect(listFolderChildren(ctx, { parent: 1 })).rejects.toThrow(Forbidden)
  await expect(searchFolders(ctx, { text: '', limit: 20 })).rejects.toThrow(Forbidden)
  expect(await database.db.select().from(folders).limit(1)).toHaveLength(1)
})
