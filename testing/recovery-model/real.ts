import { and, eq, inArray } from 'drizzle-orm'
import { mails, recoveryFlows, users } from '@/db/schema'
import type { Db } from '@/db/types'
import type { Context } from '@/lib/kernel/context'
import { hashSecret, newSecret } from '@/lib/kernel/crypto'
import { helperWith } from '@/testing/raising'
import { contextFor, makeUser, testTime, uniqueName } from '@/testing/world'
import { visitorAt } from '../recovery'
import { indexOf, type Model, type Ref } from './model'

/** The secrets and rows that stand for what the model has, in the same order. */
export type Real = {
  db: Db
  /** Somebody who may set passwords and make links, and little else. */
  helper: Context
  users: { id: number; username: string; email: string }[]
  tokens: string[]
  flows: string[]
}

export async function newReal(db: Db): Promise<Real> {
  const person = async () => {
    const email = `${uniqueName('p')}@example.org`
    return { ...(await makeUser(contextFor(db), { email })), email }
  }
  const helper = await helperWith(db, 'users.update')
  return { db, helper, users: [await person(), await person()], tokens: [], flows: [] }
}

export const rootAt = (real: Real, m: Model) => contextFor(real.db, undefined, timeOf(m))

export const helperAt = ({ helper }: Real, m: Model) => ({ ...helper, now: timeOf(m) })

export const strangerAt = (real: Real, m: Model) => visitorAt(real.db, timeOf(m))

export const timeOf = ({ now }: Model) => new Date(testTime.getTime() + now)

export function secretOf(real: Real, model: Model, ref: Ref): string {
  if (ref.kind === 'none') return ''
  if (ref.kind === 'unknown') return newSecret()
  const index = indexOf(ref, ref.kind, model)
  const secrets = ref.kind === 'link' ? real.tokens : real.flows
  return (index === undefined ? undefined : secrets[index]) ?? newSecret()
}

export function userOf(real: Real, index: number): Real['users'][number] {
  const user = real.users[index]
  if (!user) throw new Error('the model and the database have different users')
  return user
}

export async function passwordHashes(real: Real): Promise<(string | null)[]> {
  const ids = real.users.map(({ id }) => id)
  const rows = await real.db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(inArray(users.id, ids))
  return ids.map((id) => rows.find((row) => row.id === id)?.passwordHash ?? null)
}

/** Deactivation by somebody who forgot to end what the user could act with. */
export async function deactivateForgetfully(real: Real, userId: number): Promise<void> {
  await real.db.update(users).set({ deactivatedAt: testTime }).where(eq(users.id, userId))
}

/** Nothing else here hands mail over, so all that was mailed waits. */
export async function refuseQueuedMail(real: Real, userId: number): Promise<void> {
  const waiting = and(eq(mails.userId, userId), eq(mails.status, 'queued'))
  await real.db.update(mails).set({ status: 'failed' }).where(waiting)
}

/** What passing the second factor will write. */
export async function passSecondFactor(db: Db, secret: string): Promise<void> {
  await db
    .update(recoveryFlows)
    .set({ secondFactorAt: testTime })
    .where(eq(recoveryFlows.tokenHash, hashSecret(secret)))
}
