import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { type Permission, reaches } from './catalogue'
import { usersAbove } from './reach'
import { permittedUsers } from './scope'

/** Over which of these users the actor may use each of these permissions: what `requirePermission` says of every one. */
export async function permittedAmong<Name extends Permission>(
  ctx: Context,
  names: readonly Name[],
  userIds: number[],
): Promise<Record<Name, Set<number>>> {
  const above = names.some(reaches) ? await usersAbove(ctx, userIds) : new Set<number>()
  const conditions = await Promise.all(names.map((name) => permittedUsers(ctx, name)))
  const isNarrow = userIds.length > 0 && conditions.some((condition) => condition)
  const rows = isNarrow
    ? await ctx.db
        .select({
          id: users.id,
          held: sql<boolean[]>`json_build_array(${sql.join(
            conditions.map((condition) => condition ?? sql`true`),
            sql`, `,
          )})`,
        })
        .from(users)
        .where(inArray(users.id, userIds))
    : userIds.map((id) => ({ id, held: names.map(() => true) }))
  const among = (name: Name, place: number) =>
    rows.filter(({ id, held }) => held[place] && !(reaches(name) && above.has(id))).map(({ id }) => id)
  return Object.fromEntries(names.map((name, place) => [name, new Set(among(name, place))])) as Record<
    Name,
    Set<number>
  >
}
