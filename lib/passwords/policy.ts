import { nameKey } from '@/lib/users/names'

export const minPasswordLength = 12
export const maxPasswordLength = 128

type Owner = { username: string; name?: string; email?: string | null }

/**
 * Why a password cannot be used, or undefined. Length in code points after NFKC, no composition rules, no context
 * words (NIST SP 800-63B-4 §3.1.1.2, ASVS 6.2.5, 6.2.11).
 */
export function passwordProblem(password: string, owner: Owner): string | undefined {
  const length = [...password.normalize('NFKC')].length
  if (length < minPasswordLength) return `Use at least ${minPasswordLength} characters.`
  if (length > maxPasswordLength) return `Use at most ${maxPasswordLength} characters.`
  const key = nameKey(password)
  const words = [owner.username, owner.name ?? '', owner.email?.split('@')[0] ?? '', 'latchkey'].map(nameKey)
  if (words.some((word) => word.length >= 4 && key.includes(word))) {
    return 'Leave out your username, your name, your address and the name of this site.'
  }
  if (new Set(key).size < 5) return 'Use more than a few different characters.'
}
