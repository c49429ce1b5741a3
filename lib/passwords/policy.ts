import { nameKey } from '@/lib/kernel/names'
import { guessability } from './strength'

export const maxPasswordLength = 128

/** Below this a password is among the first that are guessed: `zxcvbn` calls three "safely unguessable". */
const minScore = 3

export type PasswordOwner = { username: string; name?: string; email?: string | null }
export type PasswordRules = { minLength: number }

/** `score`: 0 (guessed at once) to 4 (not in a lifetime). `problems`: why it cannot be used; empty when it can. */
export type PasswordVerdict = { score: number; problems: string[] }

/**
 * Judges a password, the same in the browser as on the server. Length in code points after NFKC, no composition rules,
 * no context words, none that is common or easily guessed (NIST SP 800-63B-4 §3.1.1.2, ASVS 6.2.4, 6.2.5, 6.2.11).
 */
export async function judgePassword(
  password: string,
  owner: PasswordOwner,
  rules: PasswordRules,
): Promise<PasswordVerdict> {
  const length = [...password.normalize('NFKC')].length
  const tooLong = length > maxPasswordLength
  const words = contextWords(owner)
  // Guessing takes long over what is much too long, and would say nothing of it.
  const score = tooLong ? 0 : await guessability(nameKey(password), words)
  const problems = []
  if (length < rules.minLength) problems.push(`Use at least ${rules.minLength} characters.`)
  if (tooLong) problems.push(`Use at most ${maxPasswordLength} characters.`)
  if (words.some((word) => word.length >= 4 && nameKey(password).includes(word))) {
    problems.push('Leave out your username, your name, your address and the name of this site.')
  }
  if (problems.length === 0 && score < minScore) {
    problems.push('This is too easy to guess. Add a word or two that do not belong together.')
  }
  return { score: problems.length > 0 ? Math.min(score, minScore - 1) : score, problems }
}

function contextWords({ username, name = '', email }: PasswordOwner): string[] {
  const parts = [username, name, ...name.split(/\s+/), email?.split('@')[0] ?? '', 'latchkey']
  return parts.map(nameKey).filter(Boolean)
}
