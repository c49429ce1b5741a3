import type { Db } from './types'

/**
 * A statement of every request: written once per database rather than once per call, and parsed by the server once per
 * connection when it is made with `.prepare(name)`. Inside a transaction it is written anew.
 */
export function prepared<Statement>(prepare: (db: Db) => Statement): (db: Db) => Statement {
  const made = new WeakMap<Db, Statement>()
  return (db) => {
    const found = made.get(db)
    if (found) return found
    const statement = prepare(db)
    made.set(db, statement)
    return statement
  }
}
