import 'server-only'
import { asc, ne, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { type Folder, folderColumns } from './get'
import type { SearchFolders } from './input'

/**
 * Folders whose path holds the text, whatever its case: the path itself first, then paths and names that begin with
 * it. The text is looked for as it stands, so no character of it is a pattern. The root is not among them.
 */
export async function searchFolders(ctx: Context, { text, limit }: SearchFolders): Promise<Folder[]> {
  await requirePermission(ctx, 'users.read')
  const wanted = text.normalize('NFC').trim()
  const query = ctx.db.select(folderColumns).from(folders)
  if (wanted === '') return query.where(ne(folders.path, '')).orderBy(asc(folders.path)).limit(limit)
  // Paths are kept in the collation "C", in which only A to Z have a lower case.
  const path = sql`lower(${folders.path} collate "default")`
  const key = sql`lower(${wanted}::text)`
  const rank = sql`case
    when ${path} = ${key} then 0
    when starts_with(${path}, ${key}) then 1
    when starts_with(lower(${folders.name}), ${key}) then 2
    else 3 end`
  return query.where(sql`strpos(${path}, ${key}) > 0`).orderBy(rank, asc(folders.path)).limit(limit)
}
