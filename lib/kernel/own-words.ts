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
  members: 'The members of a group outside your view',
  role: 'A role outside your view',
  folder: 'A folder outside your view',
  thing: 'Something outside your view',
} as const

/** What the folder above all others is called, which has neither name nor path. */
export const rootFolder = 'All users'

/** How a folder is named in sentences. */
export function folderLabel(path: string): string {
  return path === '' ? rootFolder : path
}

/** Words of these for the middle of a sentence. */
export function inSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

/** What stands beside names, in mails, and in the place of names elsewhere. */
export const otherWords = [
  ...['System', 'You', 'Somebody', 'Nobody', 'Everybody', 'Deleted user'],
  ...['An administrator', 'Your administrator', 'The command line', 'Everything', rootFolder],
]
