import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { Unavailable } from '@/lib/kernel/errors'

// OWASP Password Storage: argon2id (the library's default variant), 19 MiB, 2 passes.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const maxWaiting = 64
let waiting = 0

/** Hashes a password after NFKC. Throws Unavailable when too many hashes are already waiting for the processor. */
export function hashPassword(password: string): Promise<string> {
  return bounded(() => hash(password.normalize('NFKC'), options))
}

let nobodysHash: Promise<string> | undefined

/** Whether the password matches. Without a stored hash it takes the same time and answers no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hash('nobody has this password', options)
  const against = stored ?? (await nobodysHash)
  const matches = await bounded(() => verify(against, password.normalize('NFKC')))
  return matches && stored !== null
}

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= maxWaiting)
    throw new Unavailable('Too many people are signing in at this moment. Try again shortly.')
  waiting += 1
  try {
    return await work()
  } finally {
    waiting -= 1
  }
}
