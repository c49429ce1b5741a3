import { KeyRound, Network } from 'lucide-react'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import type { Holder } from '@/lib/grants/input'
import { grantsOfHolder } from '@/lib/grants/of-holder'
import { isolated } from '@/lib/kernel/isolated'
import { hasPermission } from '@/lib/rights/require'
import { AssignPermission } from './assign-permission'
import { DirectGrants, InheritedGrants } from './grant-tables'

/** What a user or a group may do: given directly, and inherited through which groups. */
export async function PermissionsPanel({ holder, name }: { holder: Holder; name: string }) {
  const ctx = await pageContext()
  const { direct, inherited, isCut } = await orInterrupt(grantsOfHolder(ctx, holder))
  const mayGive = await hasPermission(ctx, 'grants.create', holder)
  const canOpenRoles = await hasPermission(ctx, 'roles.read')
  const isGroup = 'groupId' in holder
  return (
    <div className="flex flex-col gap-4">
      {isCut && <Alert tone="info">There are more. The first 500 of each kind are shown.</Alert>}
      <Card
        title="Direct"
        description={
          isGroup ? 'Given to this group, and so to everybody in it' : 'Given to this user and nobody else'
        }
        actions={mayGive && <AssignPermission holder={holder} name={name} />}
        flush
      >
        {direct.length > 0 ? (
          <DirectGrants grants={direct} now={ctx.now} canOpenRoles={canOpenRoles} />
        ) : (
          <EmptyState icon={<KeyRound />} title="Nothing given directly">
            {mayGive &&
              `Assign permission gives ${isolated(name)} a permission or a role, over as much as you say.`}
          </EmptyState>
        )}
      </Card>
      <Card
        title="Inherited"
        description={isGroup ? 'From the groups above' : 'From groups, and from what stands above them'}
        flush
      >
        {inherited.length > 0 ? (
          <InheritedGrants grants={inherited} now={ctx.now} canOpenRoles={canOpenRoles} />
        ) : (
          <EmptyState icon={<Network />} title="Nothing inherited" />
        )}
      </Card>
    </div>
  )
}
