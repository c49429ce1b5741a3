import { hashSecret } from '@/lib/kernel/crypto'
import { nameKey } from '@/lib/kernel/names'

const quarter = 15 * 60

// Wrong passwords by whoever is at no known device. What a name shows to a stranger is counted by the name as it was
// typed, whoever it belongs to and whether it belongs to anybody; whose it is counts where nobody sees it (decision 018).
export const signInPerNameAndAddress = { name: 'sign-in-name-address', points: 5, seconds: quarter }
export const signInPerName = { name: 'sign-in-name', points: 20, seconds: quarter }
export const signInPerAccountAndAddress = { name: 'sign-in-account-address', points: 5, seconds: quarter }
export const signInPerAccount = { name: 'sign-in-account', points: 20, seconds: quarter }
export const signInPerAddress = { name: 'sign-in-address', points: 60, seconds: quarter }

/** Wrong passwords on one device that signed in to the account before. */
export const signInPerDevice = { name: 'sign-in-device', points: 10, seconds: quarter }

export const recoveryPerNameAndAddress = { name: 'recovery-name-address', points: 5, seconds: quarter }

/** What a name is called in the keys of counters: no name typed at the door is kept in them. */
export function bucketOfName(name: string): string {
  return hashSecret(nameKey(name))
}
