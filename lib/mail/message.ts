/** Every kind of mail there is, as lists call it. */
export const mailKinds = {
  recovery: 'Recovery link',
  'password-set': 'Password set by an administrator',
  'password-changed': 'Password changed',
  'names-changed': 'Address or username changed',
  'address-set': 'Address of an account',
  'change-undone': 'Change of address undone',
  test: 'Test mail',
} as const

export type MailKind = keyof typeof mailKinds

/** What to call a kind of mail; an unknown one, from a newer version, stands for itself. */
export function mailKindLabel(kind: string): string {
  return Object.hasOwn(mailKinds, kind) ? mailKinds[kind as MailKind] : kind
}

/** A mail ready to be sent, without who gets it. */
export type Message = { kind: MailKind; subject: string; html: string; text: string }
