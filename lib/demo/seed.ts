import 'server-only'
import { randomUUID } from 'node:crypto'
import {
  countUsersAfter,
  highestUserId,
  insertUsers,
  lockUsers,
  rebuildingUsers,
  seedFolders,
  settle,
} from '@/db/seed'
import type { Db } from '@/db/types'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { type DemoFolder, demoFolders, folderChooser } from './folders'
import { demoUser } from './user'

const sliceSize = 1000
// From here on it is quicker to build the indexes anew than row by row.
const many = 5_000

export type SeedOptions = {
  users: number
  folders?: number | undefined
  now: Date
  onProgress?: (line: string) => void
}

/**
 * Fills the directory with made-up people, the same ones for the same numbers. Where there are users already it adds
 * others, and leaves out anyone whose username or address is taken. An interrupted run leaves whole slices or nothing.
 */
export async function seedDirectory(db: Db, { users, folders, now, onProgress = () => {} }: SeedOptions) {
  const ctx: Context = {
    db,
    actor: { type: 'operator' },
    now,
    request: { id: randomUUID(), ip: null, userAgent: null },
  }
  const existing = await highestUserId(db)
  const tree = demoFolders(folders ?? Math.min(1000, Math.max(12, Math.round(Math.sqrt(users)))))
  const plan: Plan = {
    first: existing,
    end: existing + users,
    folders: tree,
    folderOf: folderChooser(tree),
    onProgress,
  }
  const atOnce = users >= many && users > existing / 4
  const added = atOnce ? await seedAtOnce(ctx, plan) : await seedInSlices(ctx, plan)
  onProgress('Updating statistics')
  await settle(db)
  return { ...added, leftOut: users - added.users, wasEmpty: existing === 0 }
}

type Plan = {
  first: number
  end: number
  folders: DemoFolder[]
  folderOf: (n: number) => DemoFolder
  onProgress: (line: string) => void
}
type Added = { users: number; folders: number }

function seedAtOnce(ctx: Context, plan: Plan): Promise<Added> {
  return addUsers(ctx, plan, (db, folderIds) =>
    rebuildingUsers(
      db,
      async () => {
        // The next slice is made up while the database is busy with the last.
        let inserted = Promise.resolve()
        for (let from = plan.first; from < plan.end; from += sliceSize) {
          const rows = makeSlice(plan, folderIds, from, ctx.now)
          await inserted
          inserted = insertUsers(db, rows)
          reportSlice(plan, from + rows.length)
        }
        await inserted
      },
      plan.onProgress,
    ),
  )
}

async function seedInSlices(ctx: Context, plan: Plan): Promise<Added> {
  const added = { users: 0, folders: 0 }
  for (let from = plan.first; from < plan.end; from += sliceSize) {
    const rows = (ids: FolderIds) => makeSlice(plan, ids, from, ctx.now)
    const slice = await addUsers(ctx, plan, (db, folderIds) => insertUsers(db, rows(folderIds)))
    reportSlice(plan, Math.min(from + sliceSize, plan.end))
    added.users += slice.users
    added.folders += slice.folders
  }
  return added
}

type FolderIds = ReadonlyMap<string, number>

/** One transaction: folders, users, and the event that says so. */
function addUsers(
  ctx: Context,
  plan: Plan,
  insert: (db: Db, ids: FolderIds) => Promise<void>,
): Promise<Added> {
  return inTransaction(ctx, async (ctx) => {
    await lockUsers(ctx.db)
    const { added: folders, ids } = await seedFolders(ctx.db, plan.folders, ctx.now)
    const before = await highestUserId(ctx.db)
    await insert(ctx.db, ids)
    const users = await countUsersAfter(ctx.db, before)
    await recordEvent(ctx, { name: 'directory.seeded', subjects: [], details: { users, folders } })
    return { users, folders }
  })
}

function makeSlice(plan: Plan, ids: FolderIds, from: number, now: Date) {
  const numbers = Array.from({ length: Math.min(sliceSize, plan.end - from) }, (_, index) => from + index)
  return numbers.map((n) => {
    const folder = plan.folderOf(n)
    const id = ids.get(folder.path)
    if (id === undefined) throw new Error(`no folder ${folder.path}`)
    return demoUser(n, { ...folder, id }, now)
  })
}

function reportSlice({ first, end, onProgress }: Plan, upTo: number): void {
  const done = upTo - first
  if (done % 50_000 === 0 || upTo === end)
    onProgress(`${done.toLocaleString('en')} of ${(end - first).toLocaleString('en')} users`)
}
