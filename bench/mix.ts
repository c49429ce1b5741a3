import { desc, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { ListUsers, userSorts } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'
import { readCursor, writeCursor } from '@/lib/users/list/order'
import { typedSearches } from './typed-searches'

/** One address of the users page, as its query string says it. */
export type Input = Record<string, string>
export type Mix = Record<string, Input[]>

export const sorts = userSorts.flatMap((sort) => [sort, `-${sort}`])

/** Texts that are hard to find: very common, of common parts, in several scripts, or held by nobody. */
const hardSearches = [
  'ann|mar|smith|schmidt|brzeczyszczykiewicz|анна|иванов|παπαδο|محمد|כהן|太郎|佐々木|민준|शर्मा|ilgaz|josé|o’brien|müll|MULLER',
  'olivia smith|anna koch|иванов пётр|garcia lucia|"dr. anna"|kaya elif example.net|nowak 12',
  'example.org|contoso|@northwind.example|branch-7.example|@uni-hall|.org',
  'anna.koch1|e0000123|e00001|e0009999|smith129|programme|consultant-of|wolf99',
  'zzz|no-such-name|qqqq xxxx|123456789012|%%%|___|"\'; --"|😀😀😀|ﷺﷺﷺ',
].flatMap((line) => line.split('|'))

const filters = [
  'active:yes',
  'active:no',
  'type:external',
  'type:internal',
  'has-email:no',
  'has-email:yes active:yes',
  'active:no type:external',
  'active:no type:external has-email:no',
  'last-sign-in:>90d',
  'last-sign-in:>365d',
  'last-sign-in:<7d',
  'last-sign-in:<30d type:external',
  'last-sign-in:never',
  'last-sign-in:never active:no has-email:no',
  'last-sign-in:>=2026-10-31',
  'last-sign-in:<2017-11-01',
  'last-sign-in:<2010-01-01',
  'last-sign-in:>365d active:no type:external',
]

const searchesWithFilters = [
  'active:no anna',
  'active:no type:external has-email:no smith',
  'type:external schmidt',
  'last-sign-in:never maria',
  'last-sign-in:<7d example.org',
  'last-sign-in:>365d active:no koch',
  'active:yes type:internal has-email:yes example',
  'has-email:no wolf',
  'active:no zzz',
]

/** Every address the benchmark asks for, by class. The places in a list are those of real rows. */
export async function usersPageMix(ctx: Context): Promise<Mix> {
  const places = await folderPaths(ctx)
  const inFolders = places.flatMap((folder) => [
    { folder, subfolders: 'yes' },
    { folder, subfolders: 'no' },
  ])
  const middle = await middles(ctx)
  const typed = await typedSearches(ctx)
  const twoSorts = ['username', '-last-sign-in']
  return {
    'first page': sorts.map((sort) => ({ sort })),
    'deep page': sorts.map((sort) => middle({ sort })),
    'last page': await lastPages(ctx, sorts),
    search: typed.map(({ q }) => ({ q })),
    'search in folder': typed.flatMap(({ q, folders }) => folders.map((folder) => ({ folder, q }))),
    'hard search': hardSearches.flatMap((q) => twoSorts.map((sort) => ({ q, sort }))),
    folder: inFolders.flatMap((place) => sorts.map((sort) => ({ ...place, sort }))),
    'folder, deep page': inFolders.flatMap((place) => twoSorts.map((sort) => middle({ ...place, sort }))),
    filter: filters.flatMap((q) => sorts.map((sort) => ({ q, sort }))),
    'filter, deep page': filters.flatMap((q) => ['username', '-created'].map((sort) => middle({ q, sort }))),
    'filter in folder': filters.flatMap((q) => inFolders.map((place) => ({ ...place, q }))),
    'search with filter': searchesWithFilters.flatMap((q) => twoSorts.map((sort) => ({ q, sort }))),
    'hard search in folder': hardSearches.flatMap((q) =>
      inFolders.slice(2).map((place) => ({ ...place, q })),
    ),
  }
}

/** The root, the largest folder, a top one, some of middling size, small ones, the deepest and an empty one. */
async function folderPaths(ctx: Context): Promise<string[]> {
  const rows = await ctx.db
    .select({ path: folders.path })
    .from(folders)
    .where(sql`direct_users > 0`)
    .orderBy(desc(folders.directUsers), folders.id)
  const at = (share: number) => rows[Math.floor((rows.length - 1) * share)]?.path ?? 'users'
  const [deepest] = await ctx.db
    .select({ path: folders.path })
    .from(folders)
    .orderBy(sql`length(${folders.path}) - length(replace(${folders.path}, '/', '')) desc`, folders.id)
  const [empty] = await ctx.db
    .select({ path: folders.path })
    .from(folders)
    .where(sql`total_users = 0`)
    .limit(1)
  const wide = [
    '',
    'users',
    'users/staff',
    'users/staff/Europe',
    'users/staff/Europe/Deutschland',
    'users/partners',
  ]
  return [
    ...new Set([...wide, at(0), at(0.02), at(0.1), at(0.5), at(1), deepest?.path ?? '', empty?.path ?? '']),
  ]
}

/** Gives each address the place in the middle of all users in its order, whether that user is in its list or not. */
async function middles(ctx: Context): Promise<(input: Input) => Input> {
  const half = Math.floor((await ctx.db.$count(users)) / 2)
  const cursors = new Map<string, string>()
  for (const sort of userSorts) {
    const { order } = readCursor({ sort })
    const [row] = await ctx.db.select().from(users).orderBy(order, users.id).offset(half).limit(1)
    if (row) cursors.set(sort, writeCursor(sort, row))
  }
  return (input) => ({ ...input, after: cursors.get(input.sort?.replace(/^-/, '') ?? 'username') ?? '' })
}

/** The page before the very end: where the opposite order begins. */
async function lastPages(ctx: Context, all: string[]): Promise<Input[]> {
  const last: Input[] = []
  for (const sort of all) {
    const opposite = sort.startsWith('-') ? sort.slice(1) : `-${sort}`
    const { next } = await listUsers(ctx, ListUsers.parse({ sort: opposite }))
    if (next) last.push({ sort, after: next })
  }
  return last
}
