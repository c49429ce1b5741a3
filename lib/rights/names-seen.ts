import 'server-only'
import { and, inArray } from 'drizzle-orm'
import { users } from '@/db/schema'
import { isActorLabel } from '@/lib/audit/record'
import type { Context } from '@/lib/kernel/context'
import { nameKey } from '@/lib/kernel/names'
import { outsideView, peopleWords } from '@/lib/kernel/own-words'
import { isHeldOverEverything } from './rights'
import { permittedUsers, rightsOf } from './scope'

/** Which of these users the actor sees. Those who are gone are seen by whoever sees everybody. */
export async function seenUsers(ctx: Context, ids: number[]): Promise<(id: number) => boolean> {
  if (seesEverybody(ctx)) return () => true
  const rows =
    ids.length === 0
      ? []
      : await ctx.db
          .select({ id: users.id })
          .from(users)
          .where(and(inArray(users.id, [...new Set(ids)]), await permittedUsers(ctx, 'users.read')))
  const seen = new Set(rows.map(({ id }) => id))
  const self = 'userId' in ctx.actor ? ctx.actor.userId : undefined
  return (id) => id === self || seen.has(id)
}

/**
 * What to call those whose names were copied beside what they did, without their ids: by name whom the actor sees, the
 * others as somebody.
 */
export async function seenNames(
  ctx: Context,
  labels: readonly (string | null)[],
): Promise<(label: string) => string> {
  if (seesEverybody(ctx)) return (label) => label
  const keys = [...new Set(labels.filter((label) => label !== null).map(nameKey))]
  const rows =
    keys.length === 0
      ? []
      : await ctx.db
          .select({ key: users.usernameKey })
          .from(users)
          .where(and(inArray(users.usernameKey, keys), await permittedUsers(ctx, 'users.read')))
  const seen = new Set(rows.map(({ key }) => key))
  const own = 'userId' in ctx.actor ? ctx.actor.label : undefined
  return (label) =>
    label === own || label === peopleWords.askedAtSignIn || isActorLabel(label) || seen.has(nameKey(label))
      ? label
      : outsideView.somebody
}

function seesEverybody(ctx: Context): boolean {
  return isHeldOverEverything(rightsOf(ctx), 'users.read')
}
