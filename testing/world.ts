import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/types'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { noRights } from '@/lib/rights/rights'
import { createUser } from '@/lib/users/create'
import type { CreateUser } from '@/lib/users/input'

export const testTime = new Date('2026-03-01T12:00:00.000Z')

/** The context of the operator, who may do everything; give an actor to act as somebody else. */
export function contextFor(db: Db, actor: Actor = { type: 'operator' }, now = testTime): Context {
  return { db, actor, now, request: { id: 'test', ip: '192.0.2.1', userAgent: 'vitest' } }
}

export function somebody(userId = 0): Actor {
  return { type: 'user', userId, label: 'somebody', rights: noRights, sessionId: '' }
}

export function uniqueName(prefix = 'user'): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`
}

/** A user with a unique name, made by the command that makes users. */
export async function makeUser(
  ctx: Context,
  fields: Partial<CreateUser> = {},
): Promise<{ id: number; username: string }> {
  const username = fields.username ?? uniqueName()
  const { id } = await createUser(ctx, {
    username,
    name: '',
    email: null,
    path: 'users',
    isActive: true,
    type: 'internal',
    attributes: {},
    createFolder: true,
    ...fields,
  })
  return { id, username }
}

/** Until somebody waits for what this transaction holds. */
export async function waitForLock({ db }: Context): Promise<string> {
  for (;;) {
    const [row] = await db
      .select({ waiting: sql<number>`count(*)::integer` })
      .from(sql`pg_locks`)
      .where(sql`not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`)
    if (row && row.waiting > 0) return 'waits'
  }
}
