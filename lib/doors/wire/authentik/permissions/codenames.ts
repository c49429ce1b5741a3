import { isPermission, type Permission } from '@/lib/rights/catalogue'

/** What the origin of the wire format calls permissions, where ours mean the same. */
const theirs: Record<string, readonly Permission[]> = {
  'authentik_core.view_user': ['users.read'],
  'authentik_core.add_user': ['users.create'],
  'authentik_core.change_user': ['users.update'],
  'authentik_core.delete_user': ['users.delete'],
  'authentik_core.reset_user_password': ['users.recover', 'users.set_password'],
  'authentik_core.delete_authenticatedsession': ['users.end_sessions'],
  'authentik_core.view_group': ['groups.read'],
  'authentik_core.add_group': ['groups.create'],
  'authentik_core.change_group': ['groups.update'],
  'authentik_core.delete_group': ['groups.delete'],
  'authentik_core.add_user_to_group': ['groups.change_members'],
  'authentik_core.remove_user_from_group': ['groups.change_members'],
  'authentik_rbac.view_role': ['roles.read'],
  'authentik_rbac.add_role': ['roles.create'],
  'authentik_rbac.change_role': ['roles.update'],
  'authentik_rbac.delete_role': ['roles.delete'],
  'authentik_rbac.view_system_settings': ['settings.read'],
  'authentik_rbac.edit_system_settings': ['settings.update'],
  'authentik_events.view_event': ['events.read'],
}

export const ourApp = 'latchkey'

/** The permissions a codename stands for: ours, with or without the name of the app, or one of the origin's. */
export function permissionsNamed(codename: string): readonly Permission[] {
  const own = codename.startsWith(`${ourApp}.`) ? codename.slice(ourApp.length + 1) : codename
  if (isPermission(own)) return [own]
  return Object.hasOwn(theirs, codename) ? (theirs[codename] ?? []) : []
}
