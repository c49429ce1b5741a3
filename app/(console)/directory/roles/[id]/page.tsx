import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { PermissionList } from '@/app/(console)/directory/permissions/permission-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Fact, Facts, Nothing } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { pageContext } from '@/lib/doors/page'
import { isolated } from '@/lib/kernel/isolated'
import { roleOfPage } from './read'
import { RolePage } from './role-page'

export async function generateMetadata({ params }: PageProps<'/directory/roles/[id]'>): Promise<Metadata> {
  const role = await roleOfPage((await params).id)
  return { title: isolated(role.name) }
}

export default async function RoleOverviewPage({ params }: PageProps<'/directory/roles/[id]'>) {
  const ctx = await pageContext()
  const role = await roleOfPage((await params).id)
  return (
    <RolePage role={role} tab="">
      <div className="flex flex-col gap-4">
        <Card title="What it holds">
          {role.permissions.length > 0 ? (
            <PermissionList names={role.permissions} />
          ) : (
            <EmptyState icon={<KeyRound />} title="No permissions yet">
              Whoever has this role gains nothing by it until it holds something.
            </EmptyState>
          )}
        </Card>
        <Card title="About" className="max-w-2xl">
          <Facts>
            <Fact label="Description">{role.description || <Nothing />}</Fact>
            <Fact label="UUID">
              <code className="font-mono text-xs">{role.uuid}</code>
            </Fact>
            {!role.isBuiltIn && (
              <>
                <Fact label="Created">
                  <RelativeTime at={role.createdAt} now={ctx.now} />
                </Fact>
                <Fact label="Last changed">
                  <RelativeTime at={role.updatedAt} now={ctx.now} />
                </Fact>
              </>
            )}
          </Facts>
        </Card>
      </div>
    </RolePage>
  )
}
