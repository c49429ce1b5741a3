/** Every kind of event, with the sentence that stands for it in lists. */
export const eventNames = {
  'instance.set_up': 'Instance set up',
  'directory.seeded': 'Made-up users added',
  'user.created': 'User created',
  'user.updated': 'User changed',
  'user.change_undone': 'Change of address or username undone by its link',
  'user.undo_links_revoked': 'Links that undo a change revoked',
  'user.deactivated': 'User deactivated',
  'user.activated': 'User activated',
  'user.deleted': 'User deleted',
  'user.sessions_ended': 'Sessions ended by an administrator',
  'user.unlocked': 'Unlocked after too many attempts',
  'user.exported': 'What is held of a user downloaded',
  'user.signed_in': 'Signed in',
  'user.sign_in_failed': 'Sign-in failed',
  'user.signed_out': 'Signed out',
  'user.password_changed': 'Password changed',
  'user.password_set': 'Password set by an administrator',
  'user.password_recovered': 'Password changed with a recovery link',
  'user.outgrown_access_ended':
    'Password or sessions ended because somebody with fewer rights knew the password',
  'user.address_outgrown':
    'Recovery links no longer mailed because somebody with fewer rights set the address',
  'user.address_confirmed': 'Address confirmed, so that recovery links are mailed to it',
  'user.recovery_requested': 'Recovery asked for at sign-in',
  'recovery_link.created': 'Recovery link made',
  'recovery_link.opened': 'Recovery link opened',
  'recovery_link.extended': 'Recovery link extended',
  'recovery_link.revoked': 'Recovery link revoked',
  'session.revoked': 'Session ended',
  'folder.created': 'Folder created',
  'folder.renamed': 'Folder renamed',
  'folder.moved': 'Folder moved',
  'folder.deleted': 'Folder deleted',
  'group.created': 'Group created',
  'group.updated': 'Group changed',
  'group.deleted': 'Group deleted',
  'group.member_added': 'Added to a group',
  'group.member_removed': 'Taken out of a group',
  'group.member_expired': 'Membership of a group ended',
  'role.created': 'Role created',
  'role.updated': 'Role changed',
  'role.deleted': 'Role deleted',
  'grant.created': 'Permission given',
  'grant.deleted': 'Permission taken away',
  'token.created': 'API token created',
  'job.started': 'Job started',
  'job.finished': 'Job finished',
  'job.cancelled': 'Job cancelled',
  'settings.changed': 'Settings changed',
  'mail.test_requested': 'Test mail sent',
  'mail.retried': 'Mail tried again',
} as const

export type EventName = keyof typeof eventNames

/** The sentence for an event; an unknown name, from a newer version, stands for itself. */
export function eventLabel(name: string): string {
  return Object.hasOwn(eventNames, name) ? eventNames[name as EventName] : name
}
