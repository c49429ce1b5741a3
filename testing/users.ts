import { randomUUID } from 'node:crypto'
import { apiTokens, grants, recoveryLinks, sessions, users } from '@/db/schema'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { hashSecret, newSecret } from '@/lib/kernel/crypto'
import { insertAdministratorGrant } from '@/lib/rights/administrators'
import { everyRight } from '@/lib/rights/rights'
import { makeUser } from './world'

const dayMs = 24 * 60 * 60_000

/** A session as signing in makes it. Returns its secret. */
export async function giveSession({ db, now }: Context, userId: number): Promise<string> {
  const secret = newSecret()
  await db.insert(sessions).values({
    ...{ id: randomUUID(), tokenHash: hashSecret(secret), userId, createdAt: now, lastSeenAt: now },
    ...{ authenticatedAt: now, expiresAt: new Date(now.getTime() + dayMs) },
  })
  return secret
}

export async function giveToken({ db, now }: Context, userId: number): Promise<string> {
  const secret = newSecret()
  await db.insert(apiTokens).values({
    ...{ id: randomUUID(), tokenHash: hashSecret(secret), userId, createdAt: now },
    expiresAt: new Date(now.getTime() + dayMs),
  })
  return secret
}

export async function giveLink({ db, now }: Context, userId: number): Promise<string> {
  const secret = newSecret()
  await db.insert(recoveryLinks).values({
    ...{ id: randomUUID(), tokenHash: hashSecret(secret), userId, createdAt: now, createdBy: 'root' },
    expiresAt: new Date(now.getTime() + dayMs),
  })
  return secret
}

/** An administrator with a row, to act as. */
export async function makeAdministrator(ctx: Context): Promise<Extract<Actor, { type: 'user' }>> {
  const { id, username } = await makeUser(ctx)
  await insertAdministratorGrant(ctx, id)
  return { type: 'user', userId: id, label: username, rights: everyRight, sessionId: '' }
}

/** Leaves nobody who may do anything. */
export async function removeGrants({ db }: Pick<Context, 'db'>): Promise<void> {
  await db.delete(grants)
}

/** Puts many users into a folder, more than one act may concern. */
export async function crowdIn({ db, now }: Context, folderId: number, count: number): Promise<void> {
  await db.insert(users).values(
    Array.from({ length: count }, (_, i) => {
      const username = `crowd-${folderId}-${i}`
      const names = { username, usernameKey: username, search: username }
      return { uuid: randomUUID(), ...names, folderId, createdAt: now, updatedAt: now }
    }),
  )
}

/** What the command was refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: unknown) => error,
  )
}
