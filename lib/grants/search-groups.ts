import 'server-only'
import { and, asc, sql } from 'drizzle-orm'
import { groups } from '@/db/schema'
import type { Context } from '@/lib/context'
import { requirePermission } from '@/lib/permissions/require'
import { permittedGroups } from '@/lib/permissions/scope'
import { searchForm } from '@/lib/users/names'

const most = 8

/** The first few groups whose names hold a text, to choose one of them: those that begin with it first. */
export async function searchGroupNames(ctx: Context, text: string): Promise<{ id: number; label: string }[]> {
  await requirePermission(ctx, 'groups.read')
  const key = searchForm(text.trim())
  return ctx.db
    .select({ id: groups.id, label: groups.name })
    .from(groups)
    .where(and(sql`strpos(${groups.search}, ${key}) > 0`, permittedGroups(ctx, 'groups.read')))
    .orderBy(sql`starts_with(${groups.search}, ${key}) desc`, asc(groups.nameKey))
    .limit(most)
}
