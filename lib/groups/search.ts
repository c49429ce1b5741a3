import 'server-only'
import { and, asc } from 'drizzle-orm'
import { groups } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { requirePermission } from '@/lib/rights/require'
import { permittedGroups } from '@/lib/rights/scope'
import type { SearchGroups } from './list-input'
import { foundByText } from './search-condition'

const most = 20

/** The first few groups a text finds, by name: of all the actor may see, or of those whose members they may change. */
export async function searchGroups(ctx: Context, { q, for: purpose }: SearchGroups) {
  const permission = purpose === 'members' ? 'groups.change_members' : 'groups.read'
  await requirePermission(ctx, permission)
  return ctx.db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(permittedGroups(ctx, permission), foundByText(q)))
    .orderBy(asc(groups.nameKey))
    .limit(most)
}
