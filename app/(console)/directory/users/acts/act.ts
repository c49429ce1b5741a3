import type { SelectedUsers } from '@/lib/acts/selection-input'

export const actNames = ['deactivate', 'activate', 'end-sessions', 'unlock', 'delete'] as const
export type ActName = (typeof actNames)[number]

/** What somebody is about to do to users. */
export type Act = { name: ActName; selected: SelectedUsers }

/** What the actor may do to users; the others are not offered. */
export type AllowedActs = {
  update: boolean
  deactivate: boolean
  delete: boolean
  export: boolean
  setPassword: boolean
  recover: boolean
  /** See the recovery link, too: of everybody but oneself. */
  viewLink: boolean
  endSessions: boolean
  /** Of one user: whether they are locked out, too. */
  unlock: boolean
  addToGroup: boolean
  addToNewGroup: boolean
}

export function isActName(name: string | null | undefined): name is ActName {
  return actNames.some((each) => each === name)
}

export function isAllowed(name: ActName, allowed: AllowedActs): boolean {
  if (name === 'end-sessions') return allowed.endSessions
  if (name === 'unlock' || name === 'delete') return allowed[name]
  return allowed.deactivate
}

/** Said after activating users: how they get in. */
export const afterActivation =
  'They sign in with the password they had; a recovery link helps where it is not known. Sessions, tokens and links that ended do not come back.'

/** The page of the user, with the review open, if there is one; where there is no script, just the page. */
export function actHref(id: number, name: ActName): string {
  return `/directory/users/${id}?act=${name}`
}

export type UserActProps = {
  /** What is to be reviewed; the dialog is shut without. */
  act: Act | undefined
  allowed: AllowedActs
  onClose: () => void
  /** It is done, perhaps not the act that was begun: deactivating takes the place of deleting. */
  onDone: (name: ActName) => void
}
