import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { countLimit } from '@/lib/kernel/list-input'
import { integers } from '@/lib/kernel/sql-arrays'
import { isLasting } from '@/lib/rights/lasting'
import { requirePermission } from '@/lib/rights/require'
import { facetsOf, lastSignInConditions } from '@/lib/users/list/conditions'
import { findPage, folderPath, selectMatching } from '@/lib/users/list/list'
import { readCursor, writeCursor } from '@/lib/users/list/order'
import { parseUserQuery } from '@/lib/users/list/query'
import { findGroup } from './find'
import type { ListMembers, MembershipKind } from './list-input'
import { groupsWithin } from './relatives'
import { waysInto } from './ways'

const columns = {
  id: users.id,
  username: users.username,
  name: users.name,
  email: users.email,
  path: folderPath,
  isActive: sql<boolean>`deactivated_at is null`,
  lastSignInAt: users.lastSignInAt,
  createdAt: users.createdAt,
  usernameKey: users.usernameKey,
  nameKey: users.nameKey,
}

/**
 * One page of a group's members by username, of those the actor may see: in it directly, through groups below, or either;
 * each with the ways they are in it. Bounded as the users list is. Throws Invalid on `q`, NotFound for the group.
 */
export async function listMembers(ctx: Context, groupId: number, input: ListMembers) {
  await requirePermission(ctx, 'users.read')
  await findGroup(ctx, groupId)
  const { query, problem } = parseUserQuery(input.q)
  if (problem) throw new Invalid({ q: [problem] })
  const selection = await selectMatching(
    ctx,
    { folder: '', subfolders: true },
    {
      facets: facetsOf(query),
      times: lastSignInConditions(query.lastSignIn, ctx.now),
      words: query.text,
      looked: await membership(ctx, groupId, input.kind),
    },
  )
  const sort = 'username'
  const cursor = readCursor({ ...input, sort })
  const page = { ...cursor, limit: input.size + 1, offset: 0 }
  const { users: found, count } = await findPage(ctx, selection, page, columns)
  const hasMore = found.length > input.size
  const shown = found.slice(0, input.size)
  if (page.backwards) shown.reverse()
  const first = shown[0]
  const last = shown.at(-1)
  const ways = await waysInto(
    ctx,
    groupId,
    shown.map(({ id }) => id),
  )
  return {
    rows: shown.map((user) => ({ ...user, ...(ways.get(user.id) ?? { direct: null, through: [] }) })),
    total: { count: Math.min(count, countLimit), capped: count > countLimit },
    previous:
      first && (page.backwards ? hasMore : input.after !== undefined) ? writeCursor(sort, first) : undefined,
    next: last && (page.backwards || hasMore) ? writeCursor(sort, last) : undefined,
  }
}

export type MemberList = Awaited<ReturnType<typeof listMembers>>
export type MemberRow = MemberList['rows'][number]

/** Conditions on `users`, looked up for each row by the keys of memberships, however many there are. */
async function membership(ctx: Context, groupId: number, kind: MembershipKind): Promise<SQL[]> {
  if (kind === 'direct') return [memberOf(ctx, [groupId])]
  const within = await groupsWithin(ctx, groupId)
  if (kind === 'all') return [memberOf(ctx, within)]
  const below = within.filter((id) => id !== groupId)
  return [memberOf(ctx, below), sql`not ${memberOf(ctx, [groupId])}`]
}

function memberOf({ now }: Context, groupIds: number[]): SQL {
  const [only] = groupIds
  const inGroup =
    groupIds.length === 1 ? sql`m.group_id = ${only}` : sql`m.group_id = any(${integers(groupIds)})`
  return sql`exists (select from group_members m
    where ${inGroup} and m.user_id = ${users.id} and ${isLasting(sql`m.expires_at`, now)})`
}
