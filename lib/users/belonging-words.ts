/** What else goes with a user who is deleted. */
export const belongingWords = {
  grants: ['grant they hold', 'grants they hold'],
  grantsOver: ['grant over them', 'grants over them'],
  memberships: ['group membership', 'group memberships'],
  queuedMails: ['mail not sent yet', 'mails not sent yet'],
} as const satisfies Record<string, [string, string]>

export type BelongingKind = keyof typeof belongingWords
