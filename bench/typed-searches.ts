import { eq, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'

const people = 60

/** What somebody types who looks for a certain user, and the folders they might look in: the user's own and its top one. */
export type TypedSearch = { q: string; folders: string[] }

/** Texts as people type them, taken from users picked evenly by id, in steps that meet no pattern in the ids. */
export async function typedSearches(ctx: Context): Promise<TypedSearch[]> {
  const ids = sql`array(
    select 1 + floor(n * 0.618034 % 1 * (select max(id) from users))::integer from generate_series(1, ${people}::integer) n
  )`
  const picked = await ctx.db
    .select({ username: users.username, name: users.name, email: users.email, path: folders.path })
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(sql`${users.id} = any(${ids})`)
    .orderBy(users.id)
  const searches = new Map<string, TypedSearch>()
  for (const { username, name, email, path } of picked) {
    const words = name.split(' ')
    const last = words.at(-1) ?? ''
    const beginnings = [3, 4, 6].map((length) => [...last].slice(0, length).join(''))
    const [local = ''] = (email ?? '').split('@')
    const top = path.split('/').slice(0, 2).join('/')
    for (const q of [username, last, `${words[0]} ${last}`, local, ...beginnings]) {
      if ([...q].length >= 3) searches.set(q, { q, folders: [...new Set([path, top])] })
    }
  }
  return [...searches.values()]
}
