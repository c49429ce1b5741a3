/** Every permission there is, with what it lets its holder do. */
export const permissions = {
  'users.read': 'See users and their attributes',
  'users.create': 'Create users',
  'users.update': 'Change what a user consists of',
  'users.deactivate': 'Take users out of service and back into it',
  'users.delete': 'Delete users',
  'users.export': 'Download what is held of a user',
  'users.recover': 'Make, send, extend and revoke recovery links',
  'users.set_password': 'Set the password of others',
  'folders.create': 'Create folders',
  'folders.update': 'Rename and move folders',
  'folders.delete': 'Delete folders',
  'events.read': 'Read the audit log',
  'jobs.read': 'See and cancel the jobs of others',
  'mail.read': 'See what mail was sent, and read captured mail',
  'mail.send': 'Send mail again, and test mail',
  'settings.read': 'See the settings',
  'settings.update': 'Change the settings',
} as const

export type Permission = keyof typeof permissions
