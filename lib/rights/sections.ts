import { type Permission, permissionNames } from './catalogue'

const titles: Record<string, string> = {
  users: 'Users',
  folders: 'Folders',
  groups: 'Groups',
  roles: 'Roles',
  grants: 'Permissions',
  events: 'Events',
  jobs: 'Jobs',
  mail: 'Mail',
  settings: 'Settings',
}

export type PermissionSection = { title: string; names: Permission[] }

/** Permissions under headings, in the order of the catalogue. */
export function permissionSections(names: readonly Permission[] = permissionNames): PermissionSection[] {
  const sections = new Map<string, Permission[]>()
  for (const name of names) {
    const area = name.slice(0, name.indexOf('.'))
    sections.set(area, [...(sections.get(area) ?? []), name])
  }
  return [...sections].map(([area, names]) => ({ title: titles[area] ?? area, names }))
}
