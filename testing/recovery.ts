import { and, eq } from 'drizzle-orm'
import { mails, recoveryLinks, users } from '@/db/schema'
import type { Db } from '@/db/types'
import { hashPassword } from '@/lib/access/hash'
import { isStandingLink } from '@/lib/access/recovery-links'
import type { Context } from '@/lib/kernel/context'
import { localContext } from '@/lib/kernel/local-context'
import { openContent } from '@/lib/mail/content'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { defaultLifetime } from '@/lib/recovery/lifetimes'
import type { LinkKind } from '@/lib/recovery/link-state'
import { requestRecovery } from '@/lib/recovery/request'
import { workOffRecoveryRequest } from '@/lib/recovery/work-off'
import type { CreateUser } from '@/lib/users/input'
import { contextFor, makeUser, testTime, uniqueName } from './world'

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

/** The token of the user's standing link of this kind, from the mail it went with. */
export async function mailedToken(db: Db, userId: number, kind: LinkKind): Promise<string> {
  const [mail] = await db
    .select({ content: mails.content })
    .from(mails)
    .innerJoin(recoveryLinks, eq(recoveryLinks.id, mails.recoveryLinkId))
    .where(and(eq(recoveryLinks.userId, userId), eq(recoveryLinks.kind, kind), isStandingLink()))
  const text = openContent(mail?.content ?? '')?.text ?? ''
  return tokenOf(/\/recovery\/[\w-]+/.exec(text)?.[0] ?? '')
}

/** Asks at "Forgot password?" and gives the token of the link that was mailed. */
export async function askForToken(db: Db, user: { id: number; username: string }, now = testTime) {
  await requestRecovery(visitorAt(db, now), { identifier: user.username })
  while (await workOffRecoveryRequest(localContext(db, { type: 'system' }, now)));
  return mailedToken(db, user.id, 'asked')
}

/** What stands behind the last slash of a link. */
export function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}
