import { KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Tabs } from '@/components/ui/tabs'
import { pageContext } from '@/lib/doors/page'
import { readsAllEvents } from '@/lib/events/list'
import { hasPermission } from '@/lib/rights/require'
import type { Role } from '@/lib/roles/get'
import { RoleActions } from './role-actions'

/** Header and tabs around each page of a role. */
export async function RolePage({ role, tab, children }: { role: Role; tab: string; children: ReactNode }) {
  const ctx = await pageContext()
  const address = `/directory/roles/${role.id}`
  const { id, name, description, permissions, version } = role
  return (
    <>
      <PageHeader
        media={
          <span
            aria-hidden
            className="grid size-10 place-items-center rounded-full bg-hover text-muted [&>svg]:size-5"
          >
            <KeyRound />
          </span>
        }
        breadcrumb={<Breadcrumb label="Roles" crumbs={[{ label: 'Roles', href: '/directory/roles' }]} />}
        title={name}
        meta={
          <>
            {description && <span className="text-pretty">{description}</span>}
            {role.isBuiltIn && <Badge>Built in</Badge>}
          </>
        }
        actions={
          !role.isBuiltIn && (
            <RoleActions
              role={{ id, name, description, permissions, version }}
              mayUpdate={await hasPermission(ctx, 'roles.update')}
              mayDelete={await hasPermission(ctx, 'roles.delete')}
            />
          )
        }
      />
      <Tabs
        label="Parts of this role"
        tabs={[
          { href: address, label: 'Overview' },
          ...(readsAllEvents(ctx) ? [{ href: `${address}/events`, label: 'Role events' }] : []),
          ...((await hasPermission(ctx, 'grants.read'))
            ? [{ href: `${address}/permissions`, label: 'Permissions' }]
            : []),
        ]}
        current={address + tab}
      />
      <div className="pt-4">{children}</div>
    </>
  )
}
