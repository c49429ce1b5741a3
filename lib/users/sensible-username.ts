import { Invalid } from '@/lib/kernel/errors'
import { looksLike, poses } from '@/lib/kernel/lookalikes'
import { readsAsOurs } from '@/lib/kernel/reads-as-ours'
import { mixedScripts } from '@/lib/kernel/scripts'

/**
 * What stands against taking this username anew, as a sentence. One that an account has already is not asked about, so
 * that nobody is kept out by a rule younger than their name.
 */
export function usernameProblem(username: string): string | undefined {
  if (readsAsOurs(username))
    return 'This reads as what Latchkey writes where a name stands. Choose another username.'
  const mixed = mixedScripts(username)
  if (mixed) {
    const [one, other] = mixed.map(({ character, script }) => `“${character}” is ${script}`)
    return `This username mixes scripts: ${one}, ${other}. Use letters of one of them.`
  }
  const posing = [...username.normalize('NFKC')].find(poses)
  if (posing)
    return `“${posing}” in this username looks like “${poses(posing)}” and is another ${/\p{L}/u.test(posing) ? 'letter' : 'sign'}. Use “${poses(posing)}”.`
  const latin = asLatin(username)
  if (latin) return `Every letter of this username looks like a Latin one, as in “${latin}”. Choose another.`
}

/** Throws Invalid on `username`. For every command that gives somebody a username. */
export function requireSensibleUsername(username: string): void {
  const problem = usernameProblem(username)
  if (problem) throw new Invalid({ username: [problem] })
}

/** How a name that is not Latin, but looks so in every letter, would be read. */
function asLatin(username: string): string | undefined {
  const letters = [...username.normalize('NFKC')].filter((character) => /\p{L}/u.test(character))
  if (letters.length === 0 || letters.some((letter) => /\p{scx=Latn}/u.test(letter))) return undefined
  const read = letters.map(looksLike)
  return read.includes(undefined) ? undefined : read.join('')
}
