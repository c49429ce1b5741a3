import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import { ListGrants } from '@/lib/grants/input'
import { listGrantsOfRole } from '@/lib/grants/list'
import { pageSizes } from '@/lib/kernel/list-input'
import { roleOfPage } from '../read'
import { RolePage } from '../role-page'
import { HolderTable } from './holder-table'

export const metadata: Metadata = { title: 'Permissions' }

export default async function RolePermissionsPage({
  params,
  searchParams,
}: PageProps<'/directory/roles/[id]/permissions'>) {
  const ctx = await permittedContext('grants.read')
  const role = await roleOfPage((await params).id)
  const input = ListGrants.parse(await searchParams)
  const { rows, previous, next } = await orInterrupt(listGrantsOfRole(ctx, role.id, input))
  const href = (changes: Record<string, string>, size: number = input.size) =>
    `/directory/roles/${role.id}/permissions?${new URLSearchParams({
      ...(size !== 50 && { size: String(size) }),
      ...changes,
    })}`
  return (
    <RolePage role={role} tab="/permissions">
      <Card
        title="Who has it"
        description="Directly; members of a group have it through the group. It is given on the Permissions tab of a user or a group."
        flush
      >
        {rows.length > 0 ? (
          <HolderTable rows={rows} now={ctx.now} />
        ) : (
          <EmptyState icon={<Users />} title="Nobody you can see has this role" />
        )}
        <div className="border-line-soft border-t px-4 py-2">
          <Pagination
            summary="Newest first"
            {...(previous && { previousHref: href({ before: previous }) })}
            {...(next && { nextHref: href({ after: next }) })}
            pageSize={{
              current: input.size,
              options: pageSizes.map((size) => ({ size, href: href({}, size) })),
            }}
          />
        </div>
      </Card>
    </RolePage>
  )
}
