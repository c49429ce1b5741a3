import 'server-only'
import { and, eq } from 'drizzle-orm'
import { groups } from '@/db/schema'
import { uuidOf } from '@/lib/doors/api/numbered'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { permittedGroups } from '@/lib/rights/scope'

/** The group of a path, when the caller may see it. */
export async function groupIdOf(ctx: Context, params: { uuid?: string }): Promise<number> {
  const uuid = uuidOf(params, 'The group')
  const [group] = await ctx.db
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.uuid, uuid), permittedGroups(ctx, 'groups.read')))
  if (!group) throw new NotFound('The group')
  return group.id
}
