import { AsyncLocalStorage } from 'node:async_hooks'
import type { ConnectionPool } from './pool'
import type { Db } from './types'

const inside = new AsyncLocalStorage<{ isOpen: boolean }>()

/**
 * Refuses what the embedded database would wait for for ever: a transaction that asks the outer database, and not the
 * one it was given. PostgreSQL would answer on another connection, and nobody would notice.
 */
export function refuseOuterDatabase(db: Db): void {
  const pool = (db as Db & { $client: ConnectionPool }).$client
  const connect = pool.connect.bind(pool)
  pool.connect = async () => {
    if (inside.getStore()?.isOpen) throw new Error('A transaction asks the outer database.')
    return connect()
  }
  const transaction = db.transaction.bind(db)
  db.transaction = (work, config) =>
    transaction((tx) => {
      const place = { isOpen: true }
      return inside
        .run(place, () => work(tx))
        .finally(() => {
          place.isOpen = false
        })
    }, config)
}
