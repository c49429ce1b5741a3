import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { ListLayout } from '@/components/table/list-layout'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { SearchInput } from '@/components/ui/search-input'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { pageSizes } from '@/lib/kernel/list-input'
import { hasPermission } from '@/lib/rights/require'
import { ListRoles } from '@/lib/roles/input'
import { listRoles } from '@/lib/roles/list'
import { CreateRole } from './create-role'
import { RoleTable } from './role-table'

export const metadata: Metadata = { title: 'Roles' }

export default async function RolesPage({ searchParams }: PageProps<'/directory/roles'>) {
  const ctx = await permittedContext('roles.read')
  const input = ListRoles.parse(await searchParams)
  const { rows, previous, next } = await orInterrupt(listRoles(ctx, input))
  const href = (changes: Record<string, string>, size: number = input.size) =>
    `/directory/roles?${new URLSearchParams({
      ...(input.q !== '' && { q: input.q }),
      ...(size !== 50 && { size: String(size) }),
      ...changes,
    })}`
  return (
    <ListLayout
      title="Roles"
      meta="Permissions under a name, given together"
      actions={(await hasPermission(ctx, 'roles.create')) && <CreateRole />}
      toolbar={
        <form action="/directory/roles" className="flex min-w-48 flex-1 gap-2 lg:max-w-96">
          <SearchInput
            name="q"
            aria-label="Search roles"
            placeholder="Search roles"
            maxLength={200}
            defaultValue={input.q}
            className="flex-1"
          />
          <Button type="submit">Search</Button>
        </form>
      }
      footer={
        <Pagination
          summary="By name"
          {...(previous !== undefined && { previousHref: href({ before: previous }) })}
          {...(next !== undefined && { nextHref: href({ after: next }) })}
          pageSize={{
            current: input.size,
            options: pageSizes.map((size) => ({ size, href: href({}, size) })),
          }}
        />
      }
    >
      {rows.length > 0 ? (
        <RoleTable rows={rows} />
      ) : (
        <EmptyState
          icon={<KeyRound />}
          title={input.q === '' ? 'No roles on this page' : 'No role found'}
          actions={
            <a href="/directory/roles" className={buttonClass()}>
              Show all roles
            </a>
          }
        >
          {input.q !== '' && `No role has “${isolated(input.q)}” in its name or description.`}
        </EmptyState>
      )}
    </ListLayout>
  )
}
