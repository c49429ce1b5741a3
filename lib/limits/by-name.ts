import { hashSecret } from '@/lib/crypto'
import { nameKey } from '@/lib/users/names'

// What may be tried with one name, whoever it belongs to and whether it belongs to anybody.
export const signInPerName = { name: 'sign-in-name', points: 30, seconds: 60 * 60 }
export const signInPerNameAndAddress = { name: 'sign-in-name-address', points: 5, seconds: 15 * 60 }
export const recoveryPerName = { name: 'recovery-name', points: 10, seconds: 60 * 60 }
export const recoveryPerNameAndAddress = { name: 'recovery-name-address', points: 5, seconds: 15 * 60 }

/** What a name is called in the keys of counters: no name typed at the door is kept in them. */
export function bucketOfName(name: string): string {
  return hashSecret(nameKey(name))
}
