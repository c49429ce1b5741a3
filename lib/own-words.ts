import { Invalid } from './errors'
import { skeleton } from './lookalikes'

/** What is written where the name of somebody stands, for who has none. */
export const peopleWords = {
  visitor: 'Somebody not signed in',
  setup: 'Set-up',
  operator: 'Operator at the command line',
  system: 'Latchkey',
  /** Nobody made the recovery link: it was asked for, by its user or by anybody. */
  askedAtSignIn: 'Forgot password?',
} as const

/** What is written in place of a name that is not to be known. */
export const outsideView = {
  somebody: 'Somebody outside your view',
  user: 'A user outside your view',
  group: 'A group outside your view',
  role: 'A role outside your view',
  folder: 'A folder outside your view',
  thing: 'Something outside your view',
} as const

/** What stands beside names, in mails, and in the place of names elsewhere. */
const otherWords = [
  ...['System', 'You', 'Somebody', 'Nobody', 'Everybody', 'Deleted user'],
  ...['An administrator', 'Your administrator', 'The command line', 'Everything', 'All users'],
]

const skeletonsOf = (words: readonly string[]) => new Set(words.map(skeleton))
const hidden = skeletonsOf(Object.values(outsideView))
const ofPeople = skeletonsOf([...Object.values(peopleWords), ...otherWords])

/** Whether a username reads as one of our own words, whatever its case, spaces, punctuation and lookalikes. */
export function readsAsOurs(username: string): boolean {
  const read = skeleton(username)
  return ofPeople.has(read) || hidden.has(read)
}

/** Throws Invalid when the name of a group, role or folder reads as what stands in place of one that is not to be known. */
export function requireOtherThanHidden(name: string, field = 'name'): void {
  if (hidden.has(skeleton(name))) {
    throw new Invalid({
      [field]: ['This reads as what stands in place of a name outside the view. Choose another.'],
    })
  }
}
