/** The names of the fields, in their order. */
export const labels = {
  username: 'Username',
  name: 'Name',
  email: 'Email',
  type: 'Type',
  path: 'Path',
  isActive: 'Is active',
  attributes: 'Attributes',
} as const

/** What is typed beside them and never stored. */
export const proofLabels = { currentPassword: 'Current password' } as const
