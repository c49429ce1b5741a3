import 'server-only'
import { and, asc, ne, sql } from 'drizzle-orm'
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
  // Paths are kept in the collation "C", in which only A to Z have a lower case.
  const path = sql`lower(${folders.path} collate "default")`
  const wanted = sql`lower(${text.normalize('NFC').trim()}::text)`
  const rank = sql`case
    when ${path} = ${wanted} then 0
    when starts_with(${path}, ${wanted}) then 1
    when starts_with(lower(${folders.name}), ${wanted}) then 2
    else 3 end`
  return ctx.db
    .select(folderColumns)
    .from(folders)
    .where(and(ne(folders.path, ''), sql`strpos(${path}, ${wanted}) > 0`))
    .orderBy(rank, asc(folders.path))
    .limit(limit)
}
