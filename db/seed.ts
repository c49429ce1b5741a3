import { gt, max, sql } from 'drizzle-orm'
import { folders, users } from './schema'
import type { Db } from './types'

export type SeedFolder = { path: string; parentPath: string; name: string }

/** One row of `users` as it travels in JSON; the names are the columns. */
export type SeedUser = {
  uuid: string
  username: string
  username_key: string
  name: string
  name_key: string
  email: string | null
  email_key: string | null
  search: string
  folder_id: number
  type: 'internal' | 'external'
  attributes: Record<string, unknown>
  deactivated_at: Date | null
  last_sign_in_at: Date | null
  created_at: Date
  updated_at: Date
}

const columns = sql.raw(
  'uuid, username, username_key, name, name_key, email, email_key, search, folder_id, type, attributes, ' +
    'deactivated_at, last_sign_in_at, created_at, updated_at',
)

/** Adds the folders that are missing, parents before children, and gives the ids of all of them by path. */
export async function seedFolders(db: Db, wanted: SeedFolder[], now: Date) {
  const deepest = Math.max(...wanted.map(({ path }) => path.split('/').length))
  let added = 0
  let ids = await folderIds(db)
  for (let depth = 1; depth <= deepest; depth++) {
    const missing = wanted.filter(({ path }) => path.split('/').length === depth && !ids.has(path))
    if (missing.length === 0) continue
    await db.insert(folders).values(
      missing.map(({ path, parentPath, name }) => {
        const parentId = ids.get(parentPath)
        if (parentId === undefined) throw new Error(`no folder ${parentPath}`)
        return { parentId, name, path, createdAt: now }
      }),
    )
    added += missing.length
    ids = await folderIds(db)
  }
  return { added, ids }
}

async function folderIds(db: Db): Promise<Map<string, number>> {
  const rows = await db.select({ id: folders.id, path: folders.path }).from(folders)
  return new Map(rows.map(({ id, path }) => [path, id]))
}

/** Keeps every other writer of users out until the transaction ends. */
export async function lockUsers(tx: Db): Promise<void> {
  await tx.execute(sql`lock table users in share row exclusive mode`)
}

export async function highestUserId(db: Db): Promise<number> {
  const [row] = await db.select({ id: max(users.id) }).from(users)
  return row?.id ?? 0
}

export async function countUsersAfter(db: Db, id: number): Promise<number> {
  return db.$count(users, gt(users.id, id))
}

/** Adds users in one statement, leaving out those whose username or address somebody has already. */
export async function insertUsers(tx: Db, rows: SeedUser[]): Promise<void> {
  await tx.execute(sql`
    insert into users (${columns})
    select ${columns} from json_populate_recordset(null::users, ${JSON.stringify(rows)}::text::json) r
    where not exists (select from sign_in_names s where s.key in (r.username_key, r.email_key))`)
}

/**
 * Runs many inserts without the indexes, foreign keys and triggers of users, then builds and computes all of it at
 * once. In one transaction: whatever happens, the tables are never seen without them.
 */
export async function rebuildingUsers(tx: Db, insert: () => Promise<void>, onStep: (step: string) => void) {
  const before = await highestUserId(tx)
  const removable = await removableParts(tx)
  await tx.execute(sql`set local maintenance_work_mem = '512MB'`)
  await tx.execute(sql`alter table users disable trigger user`)
  for (const { remove } of removable) await tx.execute(sql.raw(remove))
  await insert()
  onStep('Recording sign-in names and counting folders')
  await tx.execute(sql`
    insert into sign_in_names (key, user_id)
    select key, id from (
      select username_key as key, id from users where id > ${before}
      union select email_key, id from users where id > ${before} and email_key is not null
    ) names order by key`)
  await tx.execute(sql`
    select folder_counts_add(array_agg(folder_id), array_agg(n))
    from (select folder_id, count(*) as n from users where id > ${before} group by folder_id) added having count(*) > 0`)
  onStep('Listing the words of names')
  await tx.execute(sql`select search_words_add(array_agg(search)) from users where id > ${before}`)
  await tx.execute(sql`
    insert into user_words (word_id, folder_id, user_id, username_key)
    select (select id from search_words where word = w), folder_id, users.id, username_key
    from users, words_of(search) w where users.id > ${before}`)
  for (const [done, { name, restore }] of removable.entries()) {
    onStep(`Building ${name} (${done + 1} of ${removable.length})`)
    await tx.execute(sql.raw(restore))
  }
  await tx.execute(sql`alter table users enable trigger user`)
}

/** Indexes and constraints that are quicker to build than to keep, each with the statements that remove and restore it. */
async function removableParts(tx: Db) {
  const part = { name: sql<string>`p.name`, remove: sql<string>`p.remove`, restore: sql<string>`p.restore` }
  return tx.select(part).from(sql`(
    select conname as name,
      format('alter table %s drop constraint %I', conrelid::regclass, conname) as remove,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
    from pg_constraint
    where conrelid in ('users'::regclass, 'sign_in_names'::regclass) and contype in ('f', 'u')
      or conrelid = 'user_words'::regclass and contype = 'p'
    union all
    select relname, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index join pg_class on pg_class.oid = indexrelid
    where indrelid in ('users'::regclass, 'sign_in_names'::regclass)
      and not exists (select from pg_constraint where conindid = indexrelid)
  ) p`)
}

/** Lets index-only scans and the planner know the new rows. Outside any transaction. */
export async function settle(db: Db): Promise<void> {
  for (const table of ['users', 'sign_in_names', 'folders', 'search_words', 'user_words'])
    await db.execute(sql`vacuum (analyze) ${sql.identifier(table)}`)
}
