import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { folderLabel, outsideView } from '@/lib/kernel/own-words'
import type { Permission } from '@/lib/rights/catalogue'
import { seenFolders, seenGroups, seenUsers } from '@/lib/rights/seen-grants'
import { seesRoles } from '@/lib/rights/visible-roles'
import { type GivingGrant, givenBy } from './explain-giving'
import type { Person, Seen, Step, Way } from './explain-types'
import type { BareWay } from './explain-ways'

type Names = Record<'groups' | 'users' | 'folders', ReadonlyMap<number, { id: number; label: string }>> & {
  roleOf: (role: NonNullable<GivingGrant['role']>) => Seen
}

export const unseenGroup: Seen = { id: null, label: outsideView.group }
const unseenUser: Seen = { id: null, label: outsideView.user }
const unseenFolder: Seen = { id: null, label: outsideView.folder }

/**
 * Reads the names for telling any of these ways: those the asker may see. What they may not see stands there once, under
 * a description, without name or number.
 */
export async function wayTeller(ctx: Context, permission: Permission, all: BareWay[]) {
  const names = await readNames(ctx, all)
  return (ways: BareWay[], person?: Person): Way[] => {
    const told = ways.map((way) => tellWay(permission, way, names, person))
    return [...new Map(told.map((way) => [JSON.stringify(way.steps), way])).values()]
  }
}

function tellWay(
  permission: Permission,
  { groups: chain, until, grant }: BareWay,
  names: Names,
  person: Person | undefined,
): Way {
  const given = givenBy(grant, permission)
  const climbed = chain
    .map((id) => seenAs(names.groups.get(id), unseenGroup))
    .filter((group, index, all) => group.id !== null || all[index - 1]?.id !== null)
  const steps: Step[] = [
    ...(person ? [{ kind: 'user' as const, id: person.id, label: person.username }] : []),
    ...climbed.map((group, index) => ({
      kind: 'group' as const,
      ...group,
      ...(index === 0 && until !== null && { until }),
    })),
    ...(grant.role ? [{ kind: 'role' as const, ...names.roleOf(grant.role) }] : []),
    { kind: 'permission' as const, permission: given },
    ...(given === permission ? [] : [{ kind: 'permission' as const, permission }]),
    { kind: 'scope' as const, scope: grant.scope, ...seenScope(grant, names) },
  ]
  return { grantId: grant.id, steps }
}

function seenScope({ scope, scopeId }: BareWay['grant'], names: Names): Seen & { path?: string } {
  const id = scopeId ?? 0
  if (scope === 'everything') return { id: null, label: 'Everything' }
  if (scope === 'user') return seenAs(names.users.get(id), unseenUser)
  if (scope !== 'folder') return seenAs(names.groups.get(id), unseenGroup)
  const folder = names.folders.get(id)
  return folder ? { id, label: folderLabel(folder.label), path: folder.label } : unseenFolder
}

/** No more than the name is told, and of what is outside the view not even that. */
export function seenAs(found: { id: number; label: string } | undefined, unseen: Seen): Seen {
  return found ? { id: found.id, label: found.label } : unseen
}

async function readNames(ctx: Context, ways: BareWay[]): Promise<Names> {
  const ofScopes = (...kinds: string[]) =>
    ways.flatMap(({ grant }) => (kinds.includes(grant.scope) ? [grant.scopeId ?? 0] : []))
  const groupIds = [...ways.flatMap(({ groups }) => groups), ...ofScopes('members', 'group')]
  const seesAll = seesRoles(ctx)
  return {
    roleOf: ({ id, key, name }) =>
      seesAll || key !== null ? { id, label: name } : { id: null, label: outsideView.role },
    groups: await seenGroups(ctx, [...new Set(groupIds)]),
    users: await seenUsers(ctx, [...new Set(ofScopes('user'))]),
    folders: await seenFolders(ctx, [...new Set(ofScopes('folder'))]),
  }
}
