import 'server-only'
import { and, asc, ne, type SQL, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { type Folder, folderColumns } from './get'
import type { SearchFolders } from './input'
import { asSeen, seenFolders, sightOf } from './sight'

/**
 * Folders the actor sees whose path holds the text, whatever its case: the path itself first, then paths and names that begin with
 * it. The text is looked for as it stands, so no character of it is a pattern. The root is not among them.
 */
export async function searchFolders(ctx: Context, { text, limit }: SearchFolders): Promise<Folder[]> {
  await requirePermission(ctx, 'users.read')
  const wanted = text.normalize('NFC').trim()
  const sight = await sightOf(ctx)
  const matching = wanted === '' ? undefined : sql`strpos(${path}, ${lower(wanted)}) > 0`
  const found = await ctx.db
    .select(folderColumns)
    .from(folders)
    .where(and(ne(folders.path, ''), matching, seenFolders(sight)))
    .orderBy(...(wanted === '' ? [] : [rankFor(wanted)]), asc(folders.path))
    .limit(limit)
  return found.map((folder) => asSeen(sight, folder))
}

// Paths are kept in the collation "C", in which only A to Z have a lower case.
const path = sql`lower(${folders.path} collate "default")`

const lower = (text: string) => sql`lower(${text}::text)`

function rankFor(wanted: string): SQL {
  const key = lower(wanted)
  return sql`case
    when ${path} = ${key} then 0
    when starts_with(${path}, ${key}) then 1
    when starts_with(lower(${folders.name}), ${key}) then 2
    else 3 end`
}
