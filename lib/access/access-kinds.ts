/** What a user can act with, in the singular and in the plural. */
export const accessKinds = {
  sessions: ['session', 'sessions'],
  apiTokens: ['API token', 'API tokens'],
  recoveryLinks: ['open recovery link', 'open recovery links'],
} as const satisfies Record<string, [string, string]>

export type AccessKind = keyof typeof accessKinds

/** What else goes with a user who is deleted. */
export const belongingKinds = {
  grants: ['grant they hold', 'grants they hold'],
  grantsOver: ['grant over them', 'grants over them'],
  memberships: ['group membership', 'group memberships'],
  queuedMails: ['mail not sent yet', 'mails not sent yet'],
} as const satisfies Record<string, [string, string]>

export type BelongingKind = keyof typeof belongingKinds
