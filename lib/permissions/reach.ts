import 'server-only'
import { and, inArray, not, type SQL, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Forbidden } from '@/lib/errors'
import { applies, type Permission, permissions } from './catalogue'
import { giftsOfGroups, giftsOfUsers, giftsWhere, lastingAt } from './gifts'
import { covers, isEveryRight, notHeld, type PlacedGift, type PlacedScope, scopesOf } from './rights'
import { permittedUsers, rightsOf } from './scope'

export const someoneAbove = 'This user holds rights that you do not hold.'

/** Who of these users holds a right that the actor does not hold over at least its scope. Nobody acts on somebody above them. */
export async function usersAbove(ctx: Context, userIds: number[]): Promise<Set<number>> {
  const rights = rightsOf(ctx)
  if (isEveryRight(rights)) return new Set()
  const self = 'userId' in ctx.actor ? ctx.actor.userId : undefined
  const found = await giftsOfUsers(ctx, userIds)
  const above = [...found].filter(([id, gifts]) => id !== self && notHeld(rights, gifts).length > 0)
  return new Set(above.map(([id]) => id))
}

/** Whether anybody directly in this folder holds a right that the actor does not hold over at least its scope. */
export async function isSomebodyAboveIn(ctx: Context, folderId: number): Promise<boolean> {
  const rights = rightsOf(ctx)
  if (isEveryRight(rights)) return false
  const people = sql`(select id from users where folder_id = ${folderId})`
  const groups = sql`(select a.ancestor_id from group_members m join group_ancestors a on a.group_id = m.group_id
    where m.user_id in ${people} and ${lastingAt(ctx.now)})`
  return (
    notHeld(rights, await giftsWhere(ctx, sql`g.user_id in ${people} or g.group_id in ${groups}`)).length > 0
  )
}

/** Throws Forbidden, naming what is missing, unless the actor holds all that these gifts are worth over at least their scopes. */
export function requireHeld(ctx: Context, gifts: readonly PlacedGift[]): void {
  const missing = notHeld(rightsOf(ctx), gifts)
  if (missing.length > 0)
    throw new Forbidden(`You can only give and take away what you hold yourself. ${named(missing)}`)
}

/** Throws Forbidden unless the actor holds all that being in these groups gives. */
export async function requireHeldOfGroups(ctx: Context, groupIds: number[]): Promise<void> {
  if (!isEveryRight(rightsOf(ctx))) requireHeld(ctx, await giftsOfGroups(ctx, groupIds))
}

function named(missing: Permission[]): string {
  const words = missing.slice(0, 3).map((name) => `"${permissions[name].description}"`)
  const more = missing.length > words.length ? ` and ${missing.length - words.length} more` : ''
  return `Missing: ${words.join(', ')}${more}.`
}

/**
 * Throws Forbidden when these users, once in this place, would come within the actor's reach in a way they are not now.
 * The place is a folder, or the members of a group.
 */
export async function requireNoGain(ctx: Context, userIds: number[], place: PlacedScope): Promise<void> {
  for (const permission of gainable(ctx, place)) {
    const condition = await permittedUsers(ctx, permission)
    if (!condition || userIds.length === 0) continue
    const [outside] = await ctx.db
      .select({ id: users.id })
      .from(users)
      .where(and(inArray(users.id, userIds), not(condition) as SQL))
      .limit(1)
    if (outside) throw new Forbidden(gained(permission))
  }
}

/** The same for all who are in one place now and move with it: a folder with what it holds, or a group with its members. */
export function requireNoGainFor(ctx: Context, moving: PlacedScope, place: PlacedScope): void {
  for (const permission of gainable(ctx, place)) {
    if (!covers(scopesOf(rightsOf(ctx), permission), moving)) throw new Forbidden(gained(permission))
  }
}

/** What the actor holds over whoever is in the place, for as long as they are in it. One of each set of scopes will do. */
function gainable(ctx: Context, place: PlacedScope): Permission[] {
  const rights = rightsOf(ctx)
  const distinct = new Map<string, Permission>()
  for (const [permission, scopes] of rights) {
    if (applies(permission, place.kind) && covers(scopes, place) && !covers(scopes, { kind: 'everything' })) {
      distinct.set(JSON.stringify(scopes), permission)
    }
  }
  return [...distinct.values()]
}

function gained(permission: Permission): string {
  return `That would give you a right over them that you do not hold now: "${permissions[permission].description}".`
}
