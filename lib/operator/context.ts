import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Db } from '@/db/types'
import type { Context } from '@/lib/context'
import type { Actor } from '@/lib/kernel/actor'

/** The context of work that no request asked for: start-up, the background, and the operator at the command line. */
export function localContext(
  db: Db,
  actor: Extract<Actor, { type: 'operator' | 'setup' | 'system' }>,
  now: Date,
): Context {
  return { db, actor, now, request: { id: randomUUID(), ip: null, userAgent: null } }
}
