import 'server-only'
import { DrizzleQueryError } from 'drizzle-orm'
import { DatabaseAway, isAboutStatement, isDatabaseAway } from '@/db/database-away'
import { DomainError, Unavailable } from './errors'
import { unavailableDigest } from './unavailable-digest'

const away = 'Latchkey cannot reach its database at the moment. Try again shortly.'
const unknown =
  'The database stopped answering before it said whether this was done. Look first, then try again if it was not.'
const stopped = 'The embedded database has stopped. Latchkey has to be started again.'
const full = 'The disk of the database is full. Nothing can be changed until there is room.'
const broken = 'The database cannot read or write its disk. Somebody has to look after it.'
const readOnly = 'The database can only be read at the moment. Nothing can be changed; try again later.'
const overloaded = 'The database cannot take on more at the moment. Try again shortly.'

/** By SQLSTATE or its class (PostgreSQL, appendix A), and by system errors, which the embedded database passes on. */
const sentences: Record<string, string> = {
  '08': away,
  '25006': readOnly,
  '53': overloaded,
  '53100': full,
  '57014': overloaded,
  '57P': away,
  '58030': broken,
  ENOSPC: full,
  EDQUOT: full,
  EIO: broken,
  EROFS: readOnly,
}

/** The one translation of what the database says when it is not there or cannot work; undefined for anything else. */
export function asUnavailable(error: unknown): Unavailable | undefined {
  if (error instanceof Unavailable) return error
  const cause = isAboutStatement(error) ? error.cause : error
  if (isDatabaseAway(cause)) return new Unavailable(cause.isOutcomeUnknown ? unknown : away)
  const sentence = cause !== error && sentenceFor(cause)
  if (!sentence) return undefined
  report(sentence)
  return new Unavailable(sentence)
}

function sentenceFor(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined
  if (cause instanceof WebAssembly.RuntimeError || cause.message === 'PGlite is closed') return stopped
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return sentences[code] ?? sentences[code.slice(0, 3)] ?? sentences[code.slice(0, 2)]
}

const reportEveryMs = 60_000
const reportedAt = new Map<string, number>()

/** For the operator: once a minute however many ask. That the server is gone is said by the pool. */
function report(sentence: string): void {
  if (Date.now() - (reportedAt.get(sentence) ?? 0) < reportEveryMs) return
  reportedAt.set(sentence, Date.now())
  console.error(sentence)
}

/** What an error is to a door: one of the product's own, or undefined for a bug. */
export function asDomainError(error: unknown): DomainError | undefined {
  return error instanceof DomainError ? error : asUnavailable(error)
}

/**
 * Waits for what asks the database, and throws Unavailable when it cannot work: for who opens the context of every door.
 * It goes by the error's shape, and so takes those of other bundles, too, whose classes have no digest from below.
 */
export async function orUnavailable<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    throw asUnavailable(error) ?? error
  }
}

/** Waits for a note that may be left out, so that what can only be read can still be read. */
export async function unlessUnavailable(write: PromiseLike<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if (!asUnavailable(error)) throw error
  }
}

// Of what a page throws the error page is given the digest alone. So it is known there whichever read of whichever part
// of a page it was that failed; Next.js gives every other error a digest of its own.
for (const { prototype } of [DrizzleQueryError, DatabaseAway]) {
  Object.defineProperty(prototype, 'digest', {
    configurable: true,
    get(this: Error) {
      return asUnavailable(this) ? unavailableDigest : undefined
    },
    set(this: Error, value: string) {
      Object.defineProperty(this, 'digest', { value, writable: true, configurable: true, enumerable: true })
    },
  })
}
