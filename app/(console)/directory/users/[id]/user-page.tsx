import { ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Tabs } from '@/components/ui/tabs'
import { pageContext } from '@/lib/doors/page'
import type { Context } from '@/lib/kernel/context'
import { pathsAbove } from '@/lib/rights/folder-paths'
import { heldOver } from '@/lib/rights/held'
import type { User } from '@/lib/users/get'
import { allowedActs } from '../acts/allowed'
import { UserActions } from './user-actions'

const tabs = [
  { path: '', label: 'Overview', permission: undefined },
  { path: '/groups', label: 'Groups', permission: 'groups.read' },
  { path: '/events', label: 'User events', permission: 'events.read' },
  { path: '/permissions', label: 'Permissions', permission: 'grants.read' },
] as const

/** Header and tabs around each page of a user. No layout: it would show the old name after a change on another tab. */
export async function UserPage({ user, tab, children }: { user: User; tab: string; children: ReactNode }) {
  const ctx = await pageContext()
  const address = `/directory/users/${user.id}`
  const shown = await permittedTabs(ctx, user.id)
  return (
    <>
      <PageHeader
        media={<Avatar name={user.name || user.username} seed={user.username} size="lg" />}
        breadcrumb={<Breadcrumb label="Folder" crumbs={folderCrumbs(user.path)} />}
        title={user.name || user.username}
        meta={
          <>
            {user.name && <span className="break-all">{user.username}</span>}
            <Badge dot tone={user.deactivatedAt ? 'neutral' : 'success'}>
              {user.deactivatedAt ? 'Inactive' : 'Active'}
            </Badge>
            {user.isAdministrator && (
              <Badge tone="accent">
                <ShieldCheck aria-hidden className="size-3.5" /> Administrator
              </Badge>
            )}
          </>
        }
        actions={
          <UserActions
            userId={user.id}
            uuid={user.uuid}
            path={user.path}
            isActive={user.deactivatedAt === null}
            hasEmail={user.email !== null}
            allowed={await allowedActs(ctx, user.id)}
          />
        }
      />
      <Tabs
        label="Parts of this user"
        tabs={shown.map(({ path, label }) => ({ href: address + path, label }))}
        current={address + tab}
      />
      <div className="pt-4">{children}</div>
    </>
  )
}

async function permittedTabs(ctx: Context, userId: number) {
  const over = await heldOver(ctx, ['events.read', 'grants.read'], userId)
  const anywhere = await heldOver(ctx, ['groups.read'])
  return tabs.filter(({ permission }) => permission === undefined || { ...over, ...anywhere }[permission])
}

function folderCrumbs(path: string) {
  return [...pathsAbove(path).slice(1), path].map((step) => ({
    label: step.slice(step.lastIndexOf('/') + 1),
    href: `/directory/users?${new URLSearchParams({ folder: step })}`,
  }))
}
