import type { Scope } from '@/lib/kernel/actor'

/** What a permission is about: users, the folders they are in, groups, those who hold grants, or the instance as a whole. */
type Subject = 'users' | 'folders' | 'groups' | 'holders' | 'instance'

type Entry = {
  /** What it lets its holder do. */
  description: string
  about: Subject
  /** Seeing comes with it, over the same scope. */
  implies?: readonly string[]
  /** It acts on a person or a group, so its holder must hold every right these carry. */
  reaches?: true
}

/** Every permission there is. */
export const permissions = {
  'users.read': { description: 'See users and their attributes', about: 'users' },
  'users.create': { description: 'Create users', about: 'folders', implies: ['users.read'] },
  'users.update': {
    description: 'Change users and move them; their username and address only with the right to recover them',
    about: 'users',
    implies: ['users.read'],
    reaches: true,
  },
  'users.deactivate': {
    description: 'Take users out of service and back into it',
    about: 'users',
    implies: ['users.read'],
    reaches: true,
  },
  'users.delete': {
    description: 'Delete users',
    about: 'users',
    implies: ['users.read'],
    reaches: true,
  },
  'users.export': {
    description: 'Download what is held of a user',
    about: 'users',
    implies: ['users.read'],
  },
  'users.recover': {
    description: 'Make, send, extend and revoke recovery links',
    about: 'users',
    implies: ['users.read'],
    reaches: true,
  },
  'users.set_password': {
    description: 'Set the password of others',
    about: 'users',
    implies: ['users.read'],
    reaches: true,
  },
  'users.end_sessions': {
    description: 'Sign users out everywhere',
    about: 'users',
    implies: ['users.read'],
    reaches: true,
  },
  'users.unlock': {
    description: 'Let users try again who failed to sign in too often',
    about: 'users',
    implies: ['users.read'],
  },
  'folders.create': { description: 'Create folders', about: 'folders', implies: ['users.read'] },
  'folders.update': { description: 'Rename and move folders', about: 'folders', implies: ['users.read'] },
  'folders.delete': { description: 'Delete folders', about: 'folders', implies: ['users.read'] },
  'groups.read': { description: 'See groups and their attributes', about: 'groups' },
  'groups.create': { description: 'Create groups', about: 'instance', implies: ['groups.read'] },
  'groups.update': {
    description: 'Change groups and what stands above them',
    about: 'groups',
    implies: ['groups.read'],
    reaches: true,
  },
  'groups.delete': {
    description: 'Delete groups',
    about: 'groups',
    implies: ['groups.read'],
    reaches: true,
  },
  'groups.change_members': {
    description: 'Add users to groups and take them out',
    about: 'groups',
    implies: ['groups.read'],
    reaches: true,
  },
  'roles.read': { description: 'See roles and what they hold', about: 'instance' },
  'roles.create': { description: 'Create roles', about: 'instance', implies: ['roles.read'] },
  'roles.update': { description: 'Change roles', about: 'instance', implies: ['roles.read'] },
  'roles.delete': { description: 'Delete roles', about: 'instance', implies: ['roles.read'] },
  'grants.read': {
    description: 'See who may do what, and why',
    about: 'holders',
    implies: ['users.read', 'groups.read'],
  },
  'grants.create': {
    description: 'Give permissions and roles, of those one holds',
    about: 'holders',
    implies: ['grants.read', 'users.read', 'groups.read'],
  },
  'grants.delete': {
    description: 'Take permissions and roles away, of those one holds',
    about: 'holders',
    implies: ['grants.read', 'users.read', 'groups.read'],
  },
  'events.read': { description: 'Read the audit log', about: 'users', implies: ['users.read'] },
  'jobs.read': { description: 'See and cancel the jobs of others', about: 'instance' },
  'mail.read': {
    description: 'See what mail was sent, and read captured mail',
    about: 'users',
    implies: ['users.read'],
  },
  'mail.send': { description: 'Send mail again, and test mail', about: 'instance', implies: ['mail.read'] },
  'settings.read': { description: 'See the settings', about: 'instance' },
  'settings.update': { description: 'Change the settings', about: 'instance', implies: ['settings.read'] },
} as const satisfies Record<string, Entry>

export type Permission = keyof typeof permissions

export const permissionNames = Object.keys(permissions) as Permission[]

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name)
}

export const scopeKinds = [
  'everything',
  'folder',
  'members',
  'user',
  'group',
] as const satisfies Scope['kind'][]

export type ScopeKind = Scope['kind']

const scopesOf: Record<Subject, readonly ScopeKind[]> = {
  users: ['everything', 'folder', 'members', 'user'],
  folders: ['everything', 'folder'],
  groups: ['everything', 'group'],
  holders: scopeKinds,
  instance: ['everything'],
}

/** Whether holding the permission over this kind of scope means anything. A role's other permissions have no effect there. */
export function applies(permission: Permission, scope: ScopeKind): boolean {
  return scopesOf[permissions[permission].about].includes(scope)
}

/** A permission with those that come with it. */
export function withImplied(permission: Permission): Permission[] {
  const entry: Entry = permissions[permission]
  return [permission, ...((entry.implies ?? []) as Permission[])]
}

/** Whether it acts on a person or a group, whose every right its holder must hold too. */
export function reaches(permission: Permission): boolean {
  const entry: Entry = permissions[permission]
  return entry.reaches === true
}

export type BuiltInRole = 'administrator' | 'help_desk' | 'auditor'

/** The roles that come with Latchkey. What they hold is written here, so that a new version can add to it. */
export const builtInRoles: Record<BuiltInRole, { description: string; permissions: readonly Permission[] }> =
  {
    administrator: { description: 'May do everything there is.', permissions: permissionNames },
    help_desk: {
      description: 'Gets people back in: recovery links and mail, ended sessions, unlocking.',
      permissions: ['users.read', 'users.recover', 'users.end_sessions', 'users.unlock'],
    },
    auditor: {
      description: 'Reads everything and changes nothing.',
      permissions: [
        'users.read',
        'users.export',
        'groups.read',
        'roles.read',
        'grants.read',
        'events.read',
        'jobs.read',
        'mail.read',
        'settings.read',
      ],
    },
  }
