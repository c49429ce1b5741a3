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
