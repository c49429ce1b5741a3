import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { type Permission, reaches } from '@/lib/rights/catalogue'
import { giftsOfUsers } from '@/lib/rights/gifts'
import { requirePermission } from '@/lib/rights/require'
import {
  isHeldOverEverything,
  notHeld,
  type PlacedGift,
  type PlacedScope,
  rightsOfGifts,
} from '@/lib/rights/rights'
import { rightsOf } from '@/lib/rights/scope'
import { ListUsers } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'
import { type GivingGrant, grantsThatGive } from './explain-giving'
import type { WhoCan } from './explain-input'
import { wayTeller } from './explain-names'
import { activePeople } from './explain-people'
import { placeUser } from './explain-place'
import type { Capable, CapableGroup, Person, WhoCanAnswer } from './explain-types'
import { findWays } from './explain-ways'
import { findHolders, type LargeGroup, strongMembers, tellGroups } from './who-can-holders'

/** How many people are listed by name, and how many ways of each are told. */
const mostPeople = 100
const waysEach = 3

/**
 * Who can do something to a user, by every way: people one by one, and large groups as such. Those who hold the
 * permission and are refused, since the user is above them, stand apart. With a search, the people it finds and no groups.
 * A group of more than `listedMembers` is large. Throws NotFound for a user outside the asker's view.
 */
export async function whoCan(
  ctx: Context,
  { userId, permission, q }: WhoCan,
  listedMembers = 50,
): Promise<WhoCanAnswer> {
  const { person: target, place } = await placeUser(ctx, userId)
  await requirePermission(ctx, 'grants.read', { userId })
  const targetGifts = (await giftsOfUsers(ctx, [userId])).get(userId) ?? []
  const giving = await grantsThatGive(ctx, permission, place)
  const question = { permission, place, giving, targetGifts }
  const found = q ? await searched(ctx, q) : await findAll(ctx, question, listedMembers)
  const people = await judge(ctx, question, found.people)
  const groups = await judgeGroups(ctx, question, found.groups)
  const isRefused = ({ isWeaker }: { isWeaker: boolean }) => isWeaker && reaches(permission)
  return {
    target,
    can: {
      people: people.filter((each) => !isRefused(each)),
      groups: groups.filter((each) => !isRefused(each)),
    },
    refused: { people: people.filter(isRefused), groups: groups.filter(isRefused) },
    hasMore: found.hasMore,
    isNarrowed: !isHeldOverEverything(rightsOf(ctx), 'users.read'),
  }
}

type Question = {
  permission: Permission
  place: PlacedScope & { kind: 'user' }
  /** Every grant that gives the permission over the user. */
  giving: GivingGrant[]
  targetGifts: PlacedGift[]
}

type Found = { people: Person[]; groups: LargeGroup[]; hasMore: boolean }

async function findAll(ctx: Context, question: Question, listedMembers: number): Promise<Found> {
  const { permission, giving, targetGifts } = question
  const { userIds, groups, hasMore } = await findHolders(ctx, giving, listedMembers)
  const strong = reaches(permission) ? await strongMembers(ctx, groups, targetGifts) : []
  const people = await activePeople(ctx, [...userIds, ...strong], mostPeople + 1)
  return { people: people.slice(0, mostPeople), groups, hasMore: hasMore || people.length > mostPeople }
}

/** People found by what is typed, as the list of users finds them. Words with a colon are text here. */
async function searched(ctx: Context, text: string): Promise<Found> {
  const words = text.split(/\s+/).map((word) => `"${word.replaceAll('"', '')}"`)
  const { rows, next } = await listUsers(ctx, ListUsers.parse({ q: words.join(' '), size: '50' }))
  const ids = rows.map(({ id }) => id)
  return { people: await activePeople(ctx, ids, mostPeople), groups: [], hasMore: next !== undefined }
}

/** Of these people those to whom the permission comes, with the ways, and whether the target holds more than they do. */
async function judge(ctx: Context, question: Question, people: Person[]): Promise<Capable[]> {
  const { permission, place, giving, targetGifts } = question
  const ids = people.map(({ id }) => id)
  const ways = await findWays(ctx, ids, giving, waysEach)
  const gifts = await giftsOfUsers(ctx, [...ways.keys()])
  const tell = await wayTeller(
    ctx,
    permission,
    [...ways.values()].flatMap(({ ways }) => ways),
  )
  return people.flatMap((person) => {
    const found = ways.get(person.id)
    if (!found) return []
    const rights = rightsOfGifts(gifts.get(person.id) ?? [])
    const isWeaker = person.id !== place.id && notHeld(rights, targetGifts).length > 0
    return [{ person, ways: tell(found.ways), isWeaker }]
  })
}

/** Being in a group gives enough, or it does not; whoever of its members has more besides is listed by name. */
async function judgeGroups(
  ctx: Context,
  { permission, targetGifts }: Question,
  found: LargeGroup[],
): Promise<CapableGroup[]> {
  const told = await tellGroups(ctx, permission, found)
  const judged = told.map(({ gifts, ...group }) => ({
    ...group,
    isWeaker: notHeld(rightsOfGifts(gifts), targetGifts).length > 0,
  }))
  // How many groups there are outside the asker's view is not told: one stands for all.
  const one = (group: CapableGroup) => group.group.id ?? `unseen ${group.isWeaker}`
  return [...new Map(judged.map((group) => [one(group), group])).values()]
}
