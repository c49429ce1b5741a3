import 'server-only'
import { and, asc, ne, type SQL, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import { requirePermission } from '@/lib/rights/require'
import { permittedFolders } from '@/lib/rights/scope'
import { asSeen, seenFolders, sightOf } from '@/lib/rights/sight'
import { type Folder, folderColumns } from './get'
import type { SearchFolders } from './input'
import { withRefusals } from './refused'
import type { FolderNode } from './types'

export type FoundFolder = Folder & Pick<FolderNode, 'refused'>

/**
 * Folders the actor sees whose path holds the text, whatever its case: the path itself first, then paths and names that
 * begin with it. The text is looked for as it stands, so no character of it is a pattern. The root is not among them. With
 * another permission only those over which it is held.
 */
export async function searchFolders(
  ctx: Context,
  { text, limit }: SearchFolders,
  permission: Permission = 'users.read',
): Promise<FoundFolder[]> {
  await requirePermission(ctx, permission)
  const wanted = text.normalize('NFC').trim()
  const sight = await sightOf(ctx)
  const within = permission === 'users.read' ? undefined : permittedFolders(ctx, permission)
  const matching = wanted === '' ? undefined : sql`strpos(${path}, ${lower(wanted)}) > 0`
  const found = await ctx.db
    .select(folderColumns)
    .from(folders)
    .where(and(ne(folders.path, ''), matching, seenFolders(sight), within))
    .orderBy(...(wanted === '' ? [] : [rankFor(wanted)]), asc(folders.path))
    .limit(limit)
  return found.map((folder) => withRefusals(ctx, asSeen(sight, folder)))
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
