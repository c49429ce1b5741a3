import 'server-only'
import { membersScope } from '@/lib/groups/find'
import type { Rights } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'
import { losersBy } from '@/lib/raising/losers'
import type { Permission } from '@/lib/rights/catalogue'
import { gainsInto, isBeyond } from '@/lib/rights/gains'
import { giftsOfGroups, giftsOfUsers } from '@/lib/rights/gifts'
import { requireHeld } from '@/lib/rights/reach'
import { covers, isEveryRight, notHeld, type PlacedScope, rightsOfGifts, scopesOf } from '@/lib/rights/rights'
import { type GivingGrant, grantsThatGive, holdersOf } from './explain-giving'
import { activePeople, membersOfAny } from './explain-people'
import type { PlacedUser } from './explain-place'
import type { Adders, Person } from './explain-types'

const mostAdders = 5
/** How many who hold the permission to add are looked at, and how many memberships to find them. */
const looked = 40
const lookedMemberships = 2000

/** Who of those in the asker's view could add the user to the group, by every rule that guards it. */
export async function addersOfMember(ctx: Context, { place }: PlacedUser, groupId: number): Promise<Adders> {
  const carried = await giftsOfGroups(ctx, [groupId])
  const group: PlacedScope = { kind: 'group', id: groupId }
  const gains = await gainsInto(ctx, [place], await membersScope(ctx, groupId))
  const isAbove = await isAboveBy(ctx, place.id)
  const loses = (await losersBy(ctx, [place.id], carried)).size > 0
  return addersAmong(ctx, 'groups.change_members', group, (rights, somebody, person) => {
    if (!covers(scopesOf(rights, 'groups.change_members'), group)) return false
    if (!covers(scopesOf(rights, 'users.read'), place)) return false
    requireHeld(somebody, carried)
    const above = isAbove(rights, person)
    return !(above && loses) && !gains.some((gain) => isBeyond(rights, gain, above))
  })
}

/** Who of those in the asker's view could give the user the permission over a scope; without one, over any of their own. */
export async function addersOfGrant(
  ctx: Context,
  { place }: PlacedUser,
  permission: Permission,
  scope: PlacedScope | undefined,
): Promise<Adders> {
  const gifts = scope ? [{ permission, role: null, scope }] : []
  const isAbove = await isAboveBy(ctx, place.id)
  const loses = (await losersBy(ctx, [place.id], gifts)).size > 0
  return addersAmong(ctx, 'grants.create', place, (rights, somebody, person) => {
    if (!covers(scopesOf(rights, 'grants.create'), place)) return false
    if (!scope) return scopesOf(rights, permission).length > 0
    requireHeld(somebody, gifts)
    return !(loses && isAbove(rights, person))
  })
}

/** Says of anybody with these rights whether the user is above them. */
async function isAboveBy(ctx: Context, userId: number) {
  const held = (await giftsOfUsers(ctx, [userId])).get(userId) ?? []
  return (rights: Rights, { id }: Person) => id !== userId && notHeld(rights, held).length > 0
}

/** People with fewer rights come first: they are nearer than those who run everything. */
async function addersAmong(
  ctx: Context,
  permission: Permission,
  place: PlacedScope,
  could: (rights: Rights, somebody: Context, person: Person) => boolean,
): Promise<Adders> {
  const giving = await grantsThatGive(ctx, permission, place)
  const isOfEverything = ({ role, scope }: GivingGrant) =>
    role?.key === 'administrator' && scope === 'everything'
  // Each apart, so that many of one kind do not keep the others from being looked at.
  const others = await holders(
    ctx,
    giving.filter((grant) => !isOfEverything(grant)),
  )
  const administrators = await holders(ctx, giving.filter(isOfEverything))
  const people = [...new Map([...others, ...administrators].map((person) => [person.id, person])).values()]
  const gifts = await giftsOfUsers(
    ctx,
    people.map(({ id }) => id),
  )
  const able = people.flatMap((person) => {
    const rights = rightsOfGifts(gifts.get(person.id) ?? [])
    return allows(() => could(rights, actingAs(ctx, person, rights), person)) ? [{ person, rights }] : []
  })
  able.sort((a, b) => Number(isEveryRight(a.rights)) - Number(isEveryRight(b.rights)))
  return {
    people: able.slice(0, mostAdders).map(({ person }) => person),
    areAll: able.length <= mostAdders && people.length < looked,
  }
}

/** Active people in the asker's view whom such grants reach, a limited number of them. */
async function holders(ctx: Context, giving: readonly GivingGrant[]): Promise<Person[]> {
  const { userIds, groupIds } = holdersOf(giving)
  const members = await membersOfAny(ctx, groupIds, lookedMemberships)
  return activePeople(ctx, [...userIds.slice(0, lookedMemberships), ...members], looked)
}

function actingAs(ctx: Context, { id, username }: Person, rights: Rights): Context {
  return { ...ctx, actor: { type: 'person', userId: id, label: username, rights } }
}

function allows(rule: () => boolean): boolean {
  try {
    return rule()
  } catch (error) {
    if (error instanceof Forbidden) return false
    throw error
  }
}
