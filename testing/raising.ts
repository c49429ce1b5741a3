import { eq, sql } from 'drizzle-orm'
import { events } from '@/db/schema'
import type { Db } from '@/db/types'
import { createGrant } from '@/lib/grants/create'
import type { Context, SignedInContext } from '@/lib/kernel/context'
import { setPassword } from '@/lib/passwords/set'
import { finishRecovery } from '@/lib/recovery/finish'
import { startRecovery } from '@/lib/recovery/start'
import type { Permission } from '@/lib/rights/catalogue'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { checkPassword } from '@/lib/sign-in/check-password'
import { openSession } from '@/lib/sign-in/open-session'
import { at, somebodyWith } from './groups'
import { newPassword, visitorAt } from './recovery'
import { contextFor, makeUser, testTime } from './world'

export const knownPassword = 'lantern gravel tuba seven'

/** Somebody who may set passwords and make recovery links, and these things besides. */
export async function helperWith(db: Db, ...more: Permission[]): Promise<Context> {
  const given = ['users.set_password', 'users.recover', 'users.read', ...more] as const
  const actor = await somebodyWith(contextFor(db), ...given.map((permission) => ({ permission })))
  return at(contextFor(db), actor)
}

export type Known = { id: number; username: string; session: string; ticket: string }

/** A user with the password that the helper set, a session opened with it, and a sign-in just begun. */
export async function makeKnown(helper: Context): Promise<Known> {
  const user = await makeUser(contextFor(helper.db))
  await setPassword(helper, {
    ...{ userId: user.id, password: knownPassword, mustChange: false, endSessions: true },
  })
  return {
    ...user,
    session: await signIn(helper.db, user.username),
    ticket: await begin(helper.db, user.username),
  }
}

export async function signIn(db: Db, username: string, password = knownPassword): Promise<string> {
  return (await openSession(visitorAt(db), await begin(db, username, password)))?.secret ?? ''
}

async function begin(db: Db, identifier: string, password = knownPassword): Promise<string> {
  return (await checkPassword(visitorAt(db), { identifier, password })).ticket
}

/** The user as who acts in the session that was opened for them. */
export async function signedIn(db: Db, { session }: Pick<Known, 'session'>): Promise<SignedInContext> {
  const actor = await authenticateSession(db, session, testTime)
  if (actor?.type !== 'user') throw new Error('nobody is signed in')
  return { ...contextFor(db, actor), actor }
}

export const promotion = { permission: 'settings.update' } as const

/** Gives the user more than a helper holds. */
export async function promote(
  db: Db,
  userId: number,
  more: Permission = promotion.permission,
): Promise<void> {
  const given = { permission: more }
  await createGrant(contextFor(db), { holder: { userId }, given, scope: { kind: 'everything' } })
}

/** Chooses `newPassword` with this link. */
export async function recover(db: Db, token: string): Promise<void> {
  await finishRecovery(visitorAt(db), await startRecovery(visitorAt(db), token), newPassword)
}

export function opens(db: Db, { username }: { username: string }, password: string): Promise<boolean> {
  return signIn(db, username, password).then(Boolean, () => false)
}

/** What was written down as ended because somebody weaker knew it. */
export function endedOf(db: Db, { id }: { id: number }) {
  const about = sql`${events.subjects} @> ${JSON.stringify([{ type: 'user', id: String(id) }])}::jsonb`
  return db
    .select()
    .from(events)
    .where(sql`${eq(events.name, 'user.outgrown_access_ended')} and ${about}`)
}

/** Which of what was known still opens something. */
export async function worksOf(db: Db, { username, session, ticket }: Known) {
  const works = {
    session: Boolean(await authenticateSession(db, session, testTime)),
    ticket: Boolean(await openSession(visitorAt(db), ticket)),
    password: await opens(db, { username }, knownPassword),
  }
  return Object.entries(works).flatMap(([what, does]) => (does ? [what] : []))
}
