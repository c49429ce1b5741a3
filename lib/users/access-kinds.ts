/** What a user can act with, in the singular and in the plural. */
export const accessKinds = {
  sessions: ['session', 'sessions'],
  apiTokens: ['API token', 'API tokens'],
  recoveryLinks: ['open recovery link', 'open recovery links'],
} as const satisfies Record<string, [string, string]>

export type AccessKind = keyof typeof accessKinds
