import { eq } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Db } from '@/db/types'
import type { Context } from '@/lib/context'
import { hashPassword } from '@/lib/passwords/hash'
import { contextFor, makeUser, testTime, uniqueName } from '@/lib/testing'
import type { CreateUser } from '@/lib/users/input'
import { createRecoveryLink } from './create-link'
import { defaultLifetime } from './lifetimes'

export const oldPassword = 'plum orbit candle fifty'
export const newPassword = 'violet kettle under snow'

/** Somebody nobody knows, at an address of their own. */
export function visitorAt(db: Db, now = testTime): Context {
  const ctx = contextFor(db, { type: 'visitor' }, now)
  return { ...ctx, request: { ...ctx.request, ip: uniqueName('ip') } }
}

let storedHash: Promise<string> | undefined

/** A user who can sign in with `oldPassword`. */
export async function personWithPassword(db: Db, fields: Partial<CreateUser> = {}) {
  const user = await makeUser(contextFor(db), fields)
  storedHash ??= hashPassword(oldPassword)
  await db
    .update(users)
    .set({ passwordHash: await storedHash })
    .where(eq(users.id, user.id))
  return user
}

/** The token of a new link, made by an administrator. */
export async function newToken(db: Db, userId: number, now = testTime, lifetimeMinutes = defaultLifetime) {
  const { url } = await createRecoveryLink(contextFor(db, undefined, now), { userId, lifetimeMinutes })
  return tokenOf(url)
}

/** What stands behind the last slash of a link. */
export function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}
