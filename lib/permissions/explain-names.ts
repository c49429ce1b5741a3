import 'server-only'
import { and, inArray } from 'drizzle-orm'
import { groups, users } from '@/db/schema'
import type { Context } from '@/lib/context'
import type { Permission } from './catalogue'
import { givenBy } from './explain-giving'
import type { Person, Seen, Step, Way } from './explain-types'
import type { BareWay } from './explain-ways'
import { covers, scopesOf } from './rights'
import { permittedGroups, permittedUsers, rightsOf } from './scope'

type Names = { groups: Map<number, string>; users: Map<number, string> }

const unseenGroups: Seen = { id: null, label: 'A group outside your view' }
const unseenUser: Seen = { id: null, label: 'A user outside your view' }
const unseenFolder: Seen = { id: null, label: 'A folder outside your view' }

/**
 * Reads the names for telling any of these ways: those the asker may see. What they may not see stands there once, under
 * a description, without name or number.
 */
export async function wayTeller(ctx: Context, permission: Permission, all: BareWay[]) {
  const names = await readNames(ctx, all)
  return (ways: BareWay[], person?: Person): Way[] => {
    const told = ways.map((way) => tellWay(ctx, permission, way, names, person))
    return [...new Map(told.map((way) => [JSON.stringify(way.steps), way])).values()]
  }
}

function tellWay(
  ctx: Context,
  permission: Permission,
  { groups: chain, until, grant }: BareWay,
  names: Names,
  person: Person | undefined,
): Way {
  const given = givenBy(grant, permission)
  const climbed = chain
    .map((id) => seenGroup(names.groups, id))
    .filter((group, index, all) => group.id !== null || all[index - 1]?.id !== null)
  const steps: Step[] = [
    ...(person ? [{ kind: 'user' as const, id: person.id, label: person.username }] : []),
    ...climbed.map((group, index) => ({
      kind: 'group' as const,
      ...group,
      ...(index === 0 && until !== null && { until }),
    })),
    ...(grant.role ? [{ kind: 'role' as const, id: grant.role.id, label: grant.role.name }] : []),
    { kind: 'permission' as const, permission: given },
    ...(given === permission ? [] : [{ kind: 'permission' as const, permission }]),
    { kind: 'scope' as const, scope: grant.scope, ...seenScope(ctx, grant, names) },
  ]
  return { grantId: grant.id, steps }
}

function seenScope(ctx: Context, { scope, scopeId, scopePath }: BareWay['grant'], names: Names): Seen {
  if (scope === 'everything') return { id: null, label: 'Everything' }
  if (scope === 'folder') return seenFolder(ctx, scopeId ?? 0, scopePath ?? '')
  if (scope !== 'user') return seenGroup(names.groups, scopeId ?? 0)
  const username = names.users.get(scopeId ?? 0)
  return username === undefined ? unseenUser : { id: scopeId, label: username }
}

/** Of folders the asker sees what is theirs and what stands above it. */
function seenFolder(ctx: Context, id: number, path: string): Seen {
  const mine = scopesOf(rightsOf(ctx), 'users.read')
  const folder = { kind: 'folder' as const, id, path }
  const isAboveMine = mine.some((scope) => scope.kind === 'folder' && covers([folder], scope))
  if (!covers(mine, folder) && !isAboveMine) return unseenFolder
  return { id, label: path || 'All users' }
}

export function seenGroup(names: ReadonlyMap<number, string>, id: number): Seen {
  const name = names.get(id)
  return name === undefined ? unseenGroups : { id, label: name }
}

async function readNames(ctx: Context, ways: BareWay[]): Promise<Names> {
  const ofScopes = (...kinds: string[]) =>
    ways.flatMap(({ grant }) => (kinds.includes(grant.scope) ? [grant.scopeId ?? 0] : []))
  const groupIds = [...new Set([...ways.flatMap(({ groups }) => groups), ...ofScopes('members', 'group')])]
  const userIds = [...new Set(ofScopes('user'))]
  return { groups: await namesOfGroups(ctx, groupIds), users: await namesOfUsers(ctx, userIds) }
}

/** The names of those of these groups that the asker may see. */
export async function namesOfGroups(ctx: Context, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(inArray(groups.id, ids), permittedGroups(ctx, 'groups.read')))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function namesOfUsers(ctx: Context, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(and(inArray(users.id, ids), await permittedUsers(ctx, 'users.read')))
  return new Map(rows.map(({ id, username }) => [id, username]))
}
