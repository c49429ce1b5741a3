/** Every permission there is, with what it lets its holder do. */
export const permissions = {
  'users.read': 'See users and their attributes',
  'users.create': 'Create users',
  'users.update': 'Change what a user consists of',
  'users.deactivate': 'Take users out of service and back into it',
  'folders.create': 'Create folders',
  'folders.update': 'Rename and move folders',
  'folders.delete': 'Delete folders',
  'events.read': 'Read the audit log',
} as const

export type Permission = keyof typeof permissions
