/** What a user can get in with and people are told of, in the singular and in the plural. */
export const credentialWords = {
  sessions: ['session', 'sessions'],
  apiTokens: ['API token', 'API tokens'],
  recoveryLinks: ['open recovery link', 'open recovery links'],
} as const satisfies Record<string, [string, string]>

export type CredentialName = keyof typeof credentialWords
