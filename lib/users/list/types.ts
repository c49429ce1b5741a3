/** The kinds of account, as stored and as the API names them. */
export const userTypeNames = ['internal', 'external', 'service_account', 'internal_service_account'] as const

export type UserTypeName = (typeof userTypeNames)[number]

export const userTypeLabels: Record<UserTypeName, string> = {
  internal: 'Internal',
  external: 'External',
  service_account: 'Service account',
  internal_service_account: 'Internal service account',
}
