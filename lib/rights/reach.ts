import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { Forbidden } from '@/lib/kernel/errors'
import { type Permission, permissions } from './catalogue'
import { giftsOfGroups, giftsOfUsers } from './gifts'
import { isEveryRight, notHeld, type PlacedGift } from './rights'
import { rightsOf } from './scope'

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
