import type { ReactNode } from 'react'
import { onlyPermitted } from '@/app/menu'
import { PageHeader } from '@/components/shell/page-header'
import { Tabs } from '@/components/ui/tabs'
import { pageContext } from '@/lib/doors/page'
import { readsAllEvents } from '@/lib/events/list'
import type { Group } from '@/lib/groups/get'
import type { Permission } from '@/lib/rights/catalogue'
import { hasPermission } from '@/lib/rights/require'
import { memberCount } from '../member-count'
import { GroupActions } from './group-actions'

type Tab = { path: string; label: string; permissions: Permission[] }

const tabs: Tab[] = [
  { path: '', label: 'Overview', permissions: ['groups.read'] },
  { path: '/members', label: 'Members', permissions: ['users.read'] },
]

/** For who may read everything that happened. */
const eventsTab: Tab = { path: '/events', label: 'Group events', permissions: ['events.read'] }

/** For who may see what this very group was given. */
const permissionsTab: Tab = { path: '/permissions', label: 'Permissions', permissions: ['grants.read'] }

/** Header and tabs around each page of a group. */
export async function GroupPage({
  group,
  tab,
  children,
}: {
  group: Group
  tab: string
  children: ReactNode
}) {
  const ctx = await pageContext()
  const address = `/directory/groups/${group.id}`
  const target = { groupId: group.id }
  const shown = await onlyPermitted(ctx, tabs)
  if (readsAllEvents(ctx)) shown.push(eventsTab)
  if (await hasPermission(ctx, 'grants.read', target)) shown.push(permissionsTab)
  return (
    <>
      <PageHeader
        title={group.name}
        meta={
          <span>
            {memberCount(group.members)} direct {group.members === 1 ? 'member' : 'members'}
          </span>
        }
        actions={
          <GroupActions
            groupId={group.id}
            name={group.name}
            mayUpdate={await hasPermission(ctx, 'groups.update', target)}
            mayDelete={await hasPermission(ctx, 'groups.delete', target)}
          />
        }
      />
      <Tabs
        label="Parts of this group"
        tabs={shown.map(({ path, label }) => ({ href: address + path, label }))}
        current={address + tab}
      />
      <div className="pt-4">{children}</div>
    </>
  )
}
