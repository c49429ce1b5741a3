import type { Db } from '@/db/types'
import type { Context } from '@/lib/context'
import { at, somebodyWith } from '@/lib/groups/testing'
import { setPassword } from '@/lib/passwords/set'
import type { Permission } from '@/lib/permissions/catalogue'
import { visitorAt } from '@/lib/recovery/testing'
import { authenticateSession } from '@/lib/sessions/authenticate'
import { checkPassword } from '@/lib/sign-in/check-password'
import { openSession } from '@/lib/sign-in/open-session'
import { contextFor, makeUser, testTime } from '@/lib/testing'

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

/** Which of what was known still opens something. */
export async function worksOf(db: Db, { username, session, ticket }: Known) {
  const works = {
    session: Boolean(await authenticateSession(db, session, testTime)),
    ticket: Boolean(await openSession(visitorAt(db), ticket)),
    password: await signIn(db, username).then(Boolean, () => false),
  }
  return Object.entries(works).flatMap(([what, does]) => (does ? [what] : []))
}
