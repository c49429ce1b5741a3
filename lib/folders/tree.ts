import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/lib/kernel/context'
import { depthOf, pathsAbove } from '@/lib/rights/folder-paths'
import { requirePermission } from '@/lib/rights/require'
import { asSeen, type Sight, seenFolders, sightOf } from '@/lib/rights/sight'
import { byName, childrenLimit, hasSeenChildren } from './children'
import type { ListFolderTree } from './input'
import { maxOpenFolders } from './limits'
import { withRefusals } from './refused'
import type { FolderBranch } from './types'

type Row = {
  id: number
  parentId: number | null
  name: string
  path: string
  directUsers: number
  totalUsers: number
  hasChildren: boolean
  /** Its place among its siblings, or null for one shown only because it leads to the selected folder. */
  place: number | null
  expanded: boolean
}

/**
 * The part of the tree that is visible: the root, and the children of every folder that is open, is selected, or leads
 * to the selected one. One query, whose cost depends on what is shown; the counts are read, never counted. Somebody who
 * sees part of the tree gets that part, the folders that lead there, and the counts of whom they see.
 */
export async function listFolderTree(ctx: Context, input: ListFolderTree): Promise<FolderBranch> {
  await requirePermission(ctx, 'users.read')
  const sight = await sightOf(ctx)
  const rows = await ctx.db
    .select({
      id: sql<number>`id`,
      parentId: sql<number | null>`parent_id`,
      name: sql<string>`name`,
      path: sql<string>`path`,
      directUsers: sql<number>`direct_users`,
      totalUsers: sql<number>`total_users`,
      hasChildren: hasSeenChildren(sight, sql`visible.id`),
      place: sql<number | null>`place`,
      expanded: sql<boolean>`expanded`,
    })
    .from(sql`(${visibleFolders(input, sight)}) visible`)
  const tree = assemble(
    rows.map((row) => withRefusals(ctx, asSeen(sight, row))),
    input.selectedPath,
  )
  return sight?.isIncomplete ? { ...tree, isIncomplete: true } : tree
}

function visibleFolders({ selectedPath, open }: ListFolderTree, sight: Sight | undefined): SQL {
  const way = list([...pathsAbove(selectedPath), selectedPath], 'text')
  const expanded = sql`(f.parent_id is null or f.path in (${way})
    or f.id in (${list(open.slice(0, maxOpenFolders), 'integer')})) as expanded`
  const seen = seenFolders(sight, { id: sql`f.id`, path: sql`f.path` }) ?? sql`true`
  const columns = sql`f.id, f.parent_id, f.name, f.path, f.direct_users, f.total_users`
  // Names are unique among siblings, so the second part holds none of the first.
  return sql`
    with recursive tree as (
      select ${columns}, null::integer as place, ${expanded} from folders f where f.parent_id is null
      union all
      select c.* from tree t cross join lateral (
        (select ${columns}, (row_number() over (order by f.name))::integer as place, ${expanded}
          from folders f where f.parent_id = t.id and ${seen} order by f.name limit ${childrenLimit + 1})
        union all
        (select ${columns}, null, ${expanded} from folders f
          where f.parent_id = t.id and ${seen} and f.path in (${way})
            and f.name > (select f.name from folders f where f.parent_id = t.id and ${seen}
              order by f.name offset ${childrenLimit} limit 1))
      ) c
      where t.expanded
    )
    select * from tree`
}

function list(values: (string | number)[], type: 'text' | 'integer'): SQL {
  const items = values.map((value) => sql`${value}::${sql.raw(type)}`)
  return items.length > 0 ? sql.join(items, sql`, `) : sql`null`
}

function assemble(rows: Row[], selectedPath: string): FolderBranch {
  const way = new Set([...pathsAbove(selectedPath), selectedPath])
  const branch = ({ parentId: _, place: __, expanded, ...row }: Row): FolderBranch => {
    const node = { ...row, depth: depthOf(row.path) }
    if (!expanded || !row.hasChildren) return node
    const below = rows.filter((child) => child.parentId === row.id)
    const last = below.find((child) => child.place === childrenLimit)
    if (!last || below.length === childrenLimit) return { ...node, children: below.map(branch).sort(byName) }
    const shown = below
      .filter((child) => (child.place ?? Infinity) <= childrenLimit || way.has(child.path))
      .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity))
    return { ...node, children: shown.map(branch), moreAfter: last.id }
  }
  const root = rows.find((row) => row.parentId === null)
  if (!root) throw new Error('there is no root folder')
  return branch(root)
}
