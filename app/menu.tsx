import { KeyRound, ListChecks, ScrollText, Settings, Users, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import { heldOver } from '@/lib/rights/held'

/** `permissions`: any one of these opens it. */
type Entry = { href: string; label: string; icon: ReactNode; permissions: Permission[] }

const sections: { label: string; entries: Entry[] }[] = [
  {
    label: 'Directory',
    entries: [
      { href: '/directory/users', label: 'Users', icon: <Users aria-hidden />, permissions: ['users.read'] },
      {
        href: '/directory/groups',
        label: 'Groups',
        icon: <UsersRound aria-hidden />,
        permissions: ['groups.read'],
      },
      {
        href: '/directory/roles',
        label: 'Roles',
        icon: <KeyRound aria-hidden />,
        permissions: ['roles.read'],
      },
    ],
  },
  {
    label: 'Insight',
    entries: [
      { href: '/events', label: 'Events', icon: <ScrollText aria-hidden />, permissions: ['events.read'] },
      { href: '/jobs', label: 'Jobs', icon: <ListChecks aria-hidden />, permissions: ['users.read'] },
    ],
  },
  {
    label: 'Instance',
    entries: [
      {
        href: '/settings',
        label: 'Settings',
        icon: <Settings aria-hidden />,
        permissions: ['settings.read', 'mail.read'],
      },
    ],
  },
]

/** The menu of the console with the entries this person may open. */
export async function menuFor(ctx: Context) {
  const shown = await Promise.all(
    sections.map(async ({ label, entries }) => ({ label, entries: await onlyPermitted(ctx, entries) })),
  )
  return shown.filter(({ entries }) => entries.length > 0)
}

/** What somebody may open of a list whose entries name their permissions. */
export async function onlyPermitted<E extends { permissions: Permission[] }>(
  ctx: Context,
  entries: E[],
): Promise<E[]> {
  const held = await heldOver(
    ctx,
    entries.flatMap(({ permissions }) => permissions),
  )
  return entries.filter(({ permissions }) => permissions.some((name) => held[name]))
}
