import 'server-only'
import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Scope } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { countLimit } from '@/lib/kernel/list-input'
import { integers } from '@/lib/kernel/sql-arrays'
import { isBelow, pathsAbove } from './folder-paths'
import { isHeldOverEverything, scopesOf } from './rights'
import { permittedElsewhere, rightsOf } from './scope'
import { withinFolder } from './subtree'

type Counts = { directUsers: number; totalUsers: number }

/** What of the tree somebody sees who does not see all of it. */
export type Sight = {
  /** The paths of the folders seen with all they hold, none of them below another. */
  whole: string[]
  /** The folders that lead to these or to somebody seen, by id, with how many users of them are seen. */
  partly: ReadonlyMap<number, Counts & { path: string }>
  /** More are seen one by one than were looked for in their folders, so that some folders and counts are missing. */
  isIncomplete: boolean
}

const sights = new WeakMap<Context, Promise<Sight>>()

/** What the actor sees of the tree; undefined for all of it. Looked up once for each context, which is of one request. */
export async function sightOf(ctx: Context): Promise<Sight | undefined> {
  if (isHeldOverEverything(rightsOf(ctx), 'users.read')) return undefined
  const found = sights.get(ctx) ?? lookUpSight(ctx)
  sights.set(ctx, found)
  return found
}

async function lookUpSight(ctx: Context): Promise<Sight> {
  const rights = rightsOf(ctx)
  const granted = scopesOf(rights, 'users.read').filter((scope) => scope.kind === 'folder')
  const whole = outermost(granted)
  const holding = await holdingSomebody(ctx)
  const elsewhere = holding.filter(({ path }) => !isWithinAny(whole, path))
  const ways = [...whole.flatMap(pathsAbove), ...elsewhere.flatMap(({ path }) => [...pathsAbove(path), path])]
  const rows = await ctx.db
    .select({ id: folders.id, path: folders.path, totalUsers: folders.totalUsers })
    .from(folders)
    .where(inArray(folders.path, [...new Set(['', ...ways, ...whole])]))
  const partly = new Map(
    rows
      .filter(({ path }) => !whole.includes(path))
      .map(({ id, path }) => [id, { path, directUsers: 0, totalUsers: 0 }]),
  )
  const byPath = new Map([...partly.values()].map((folder) => [folder.path, folder]))
  const add = (path: string, count: number) => {
    const folder = byPath.get(path)
    if (folder) folder.totalUsers += count
  }
  for (const { path, totalUsers } of rows.filter(({ path }) => whole.includes(path))) {
    for (const above of pathsAbove(path)) add(above, totalUsers)
  }
  for (const { path, count } of elsewhere) {
    const folder = byPath.get(path)
    if (folder) folder.directUsers = count
    for (const above of [...pathsAbove(path), path]) add(above, count)
  }
  const looked = holding.reduce((sum, { count }) => sum + count, 0)
  return { whole, partly, isIncomplete: looked > countLimit }
}

/** The folders of those who are seen wherever they are, with how many of them each holds. */
async function holdingSomebody(ctx: Context): Promise<{ path: string; count: number }[]> {
  const elsewhere = permittedElsewhere(ctx, 'users.read')
  if (!elsewhere) return []
  const seen = sql`(select ${users.folderId} as folder_id from ${users} where ${elsewhere} limit ${countLimit + 1}) seen`
  return ctx.db
    .select({ path: sql<string>`path`, count: sql<number>`count` })
    .from(
      sql`(select f.path, count(*)::integer as count from ${seen} join folders f on f.id = seen.folder_id group by f.path) held`,
    )
}

function outermost(scopes: readonly Extract<Scope, { kind: 'folder' }>[]): string[] {
  const paths = [...new Set(scopes.map(({ path }) => path))]
  return paths.filter((path) => !paths.some((other) => isBelow(path, other)))
}

function isWithinAny(whole: string[], path: string): boolean {
  return whole.some((folder) => path === folder || isBelow(path, folder))
}

/** Whether every user of the folder with this path, and of those below it, is seen. */
export function isSeenWhole(sight: Sight | undefined, path: string): boolean {
  return sight === undefined || isWithinAny(sight.whole, path)
}

/** Whether a folder with this path, if there is or ever was one, may be known of. */
export function isSeenPath(sight: Sight | undefined, path: string): boolean {
  return (
    isSeenWhole(sight, path) || [...(sight?.partly.values() ?? [])].some((folder) => folder.path === path)
  )
}

/** The folders seen, as a condition on `folders` or an alias of it; undefined for all. */
export function seenFolders(
  sight: Sight | undefined,
  alias: { id: SQL; path: SQL } = { id: sql`${folders.id}`, path: sql`${folders.path}` },
): SQL | undefined {
  if (!sight) return undefined
  return or(seenWhole(sight, alias.path), sql`${alias.id} = any(${integers([...sight.partly.keys()])})`)
}

/** Those of them all whose users are seen. */
export function seenWhole({ whole }: Sight, path: SQL = sql`${folders.path}`): SQL {
  return or(...whole.map((folder) => withinFolder(folder, path) ?? sql`true`)) ?? sql`false`
}

/** The folder with the counts of those who are seen. */
export function asSeen<Folder extends Counts & { id: number }>(
  sight: Sight | undefined,
  folder: Folder,
): Folder {
  const counts = sight?.partly.get(folder.id)
  if (!counts) return folder
  const { directUsers, totalUsers } = counts
  return { ...folder, directUsers, totalUsers }
}
