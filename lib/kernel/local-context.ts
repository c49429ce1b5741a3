import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Db } from '@/db/types'
import type { Actor } from './actor'
import type { Context } from './context'

/** The context of work that no request asked for: start-up, the background, and the operator at the command line. */
export function localContext(
  db: Db,
  actor: Extract<Actor, { type: 'operator' | 'setup' | 'system' }>,
  now: Date,
): Context {
  return { db, actor, now, request: { id: randomUUID(), ip: null, userAgent: null } }
}
