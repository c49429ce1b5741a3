import 'server-only'
import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { prepared } from '@/db/prepared'
import { folders, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Invalid, NotFound } from '@/lib/kernel/errors'
import { type JsonColumns, type JsonRow, readJsonRows } from '@/lib/kernel/json-rows'
import { countLimit } from '@/lib/kernel/list-input'
import { requirePermission } from '@/lib/rights/require'
import { permittedElsewhere, permittedUsers } from '@/lib/rights/scope'
import { asSeen, isSeenPath, isSeenWhole, type Sight, seenWhole, sightOf } from '@/lib/rights/sight'
import { belowFolder, withinFolder } from '@/lib/rights/subtree'
import { facetsOf, lastSignInConditions } from './conditions'
import type { ListUsers } from './input'
import { readCursor, writeCursor } from './order'
import {
  countUsers,
  gatherUsers,
  isCounted,
  isIndexed,
  type Page,
  type SearchPlan,
  type UserConditions,
  type UserSelection,
} from './plans'
import { parseUserQuery } from './query'
import { readUsers, theseUsers } from './read'
import { judgeSelection } from './sample'

export type UserTotal = { count: number; capped: boolean }

/**
 * One page of users, by keyset. The cost is bounded whatever the filters: a selection that holds many is read in order
 * until the page is full and not counted; one that holds few is found whole.
 * Throws Invalid on `q` and NotFound for a folder that is not there.
 */
export async function listUsers(ctx: Context, input: ListUsers) {
  await requirePermission(ctx, 'users.read')
  const selection = await selectUsers(ctx, input)
  const cursor = readCursor(input)
  const page = { ...cursor, limit: input.size + 1, offset: 0 }
  const { users: found, count } = await findPage(ctx, selection, page, rowColumns)
  const hasMore = found.length > input.size
  const rows = found.slice(0, input.size)
  if (page.backwards) rows.reverse()
  const first = rows[0]
  const last = rows.at(-1)
  const hasPrevious = page.backwards ? hasMore : input.after !== undefined
  const hasNext = page.backwards || hasMore
  const { path, directUsers, totalUsers } = selection.seenFolder
  return {
    rows,
    folder: { path, directUsers, totalUsers },
    /** Whether the actor sees everybody in this folder. */
    seesAll: selection.seesAll,
    total: { count: Math.min(count, countLimit), capped: count > countLimit } satisfies UserTotal,
    previous: first && hasPrevious ? writeCursor(input.sort, first) : undefined,
    next: last && hasNext ? writeCursor(input.sort, last) : undefined,
  }
}

export type UserList = Awaited<ReturnType<typeof listUsers>>
export type UserRow = JsonRow<typeof rowColumns>

/** What the URL selects, before order and page: shared by the list, its total and whatever acts on all that match. */
export async function selectUsers(
  ctx: Context,
  input: Pick<ListUsers, 'folder' | 'subfolders' | 'q'>,
): Promise<UserSelection> {
  const { query, problem } = parseUserQuery(input.q)
  if (problem) throw new Invalid({ q: [problem] })
  return selectMatching(ctx, input, {
    facets: facetsOf(query),
    times: lastSignInConditions(query.lastSignIn, ctx.now),
    words: query.text,
    looked: [],
  })
}

const selected = alias(folders, 'selected')

/** The folders of its subtree that have users of their own; of the whole tree nothing, since that is everybody. */
const subtree = sql`select coalesce(json_agg(id), '[]') from folders
  where ${withinFolder(sql`${selected.path}`)} and direct_users > 0`

const folderByPath = prepared((db) =>
  db
    .select({
      id: selected.id,
      path: selected.path,
      directUsers: selected.directUsers,
      totalUsers: selected.totalUsers,
      everyone: sql<number>`(select total_users from folders where parent_id is null)`,
      subtree: sql<number[] | null>`case when parent_id is not null then (${subtree}) end`,
    })
    .from(selected)
    .where(eq(selected.path, sql.placeholder('path')))
    .prepare('folder_by_path'),
)

/** The users of a folder that have one of these facets and meet these conditions, within what the actor may see. */
export async function selectMatching(
  ctx: Context,
  input: Pick<ListUsers, 'folder' | 'subfolders'>,
  { facets, times, words, looked }: UserConditions,
): Promise<UserSelection> {
  const [found, sight] = await Promise.all([
    folderByPath(ctx.db).execute({ path: input.folder }),
    sightOf(ctx),
  ])
  const [row] = found
  if (!row || !isSeenPath(sight, row.path)) throw new NotFound('The folder')
  const { subtree, everyone, ...folder } = row
  const selection = {
    folder,
    seenFolder: asSeen(sight, folder),
    seesAll: isSeenWhole(sight, folder.path),
    everyone,
    withSubfolders: input.subfolders,
    folderIds: input.subfolders ? (subtree ?? undefined) : [folder.id],
    ...{ facets, times, words, looked },
  }
  return sight && !selection.seesAll ? narrowed(ctx, selection, sight) : selection
}

/**
 * The selection for somebody who sees its folder in part. Where that is whole folders, they are taken in its place, with
 * their counters; others are looked at one by one.
 */
async function narrowed(ctx: Context, selection: UserSelection, sight: Sight): Promise<UserSelection> {
  const permitted = permittedElsewhere(ctx, 'users.read') && (await permittedUsers(ctx, 'users.read'))
  if (permitted) return { ...selection, looked: [permitted, ...selection.looked] }
  const { seenFolder: folder, withSubfolders } = selection
  if (!withSubfolders) return { ...selection, folder, folderIds: [] }
  const rows = await ctx.db
    .select({ id: folders.id })
    .from(folders)
    .where(and(seenWhole(sight), belowFolder(folder.path), gt(folders.directUsers, 0)))
  return { ...selection, folder, folderIds: rows.map(({ id }) => id) }
}

/** A page's users, and how many the selection holds: exactly up to `countLimit`, beyond it at least so many. */
export async function findPage<C extends JsonColumns>(
  ctx: Context,
  selection: UserSelection,
  page: Page,
  columns: C,
): Promise<{ users: JsonRow<C>[]; count: number }> {
  const { ids, count } = await findIds(ctx, selection, page)
  if (!ids) return { users: [], count }
  const from = sql`from (${ids}) page join users on users.id = page.id order by place`
  return { users: await readJsonRows(ctx.db, columns, from), count }
}

/** The same before anything of them is read; no ids where the page is empty for sure. */
export async function findIds(
  ctx: Context,
  selection: UserSelection,
  page: Page,
): Promise<{ ids: SQL | undefined; count: number }> {
  const { folder, withSubfolders } = selection
  const read = async (count: number, plan?: SearchPlan) => ({
    ids:
      page.offset < count || count > countLimit
        ? await readUsers(ctx, selection, page, count, plan)
        : undefined,
    count,
  })
  if (isCounted(selection)) return read(withSubfolders ? folder.totalUsers : folder.directUsers)
  const { broad, plan } = await judgeSelection(ctx, selection, page)
  if (broad) return read(countLimit + 1, plan)
  if (isIndexed(selection)) return read(await countUsers(ctx, selection))
  const { ids, count } = await gatherUsers(ctx, plan, page, gatherLimit)
  if (count === gatherLimit) return read(count, plan)
  return { ids: theseUsers(ids), count: Math.min(count, countLimit + 1) }
}

/** Gathering goes on a little beyond what is counted: to the end of nearly all that were not judged to hold more. */
const gatherLimit = 2 * countLimit

/** Looked up for each row: for a join the planner would rather read all folders. */
export const folderPath = sql<string>`(select path from folders where folders.id = folder_id)`

const rowColumns = {
  id: users.id,
  username: users.username,
  name: users.name,
  email: users.email,
  path: folderPath,
  type: users.type,
  isActive: sql<boolean>`deactivated_at is null`,
  lastSignInAt: users.lastSignInAt,
  createdAt: users.createdAt,
  usernameKey: users.usernameKey,
  nameKey: users.nameKey,
}
