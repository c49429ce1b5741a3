import type { Db } from '@/db/types'
import type { Actor } from './actor'

export type RequestInfo = {
  id: string
  ip: string | null
  userAgent: string | null
  /** What a browser brought of those who signed in on it before; read by `knownDevice`. */
  deviceTokens?: string | undefined
}

/** What every command and read gets from its door. `now` is the only clock. */
export type Context = { db: Db; actor: Actor; now: Date; request: RequestInfo }

export type SignedInContext = Context & { actor: Extract<Actor, { type: 'user' }> }

/** Runs work in one transaction; everything inside uses the context it is given, never the outer one. */
export function inTransaction<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }))
}
