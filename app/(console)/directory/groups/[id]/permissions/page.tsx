import type { Metadata } from 'next'
import { PermissionsPanel } from '../../../permissions/permissions-panel'
import { GroupPage } from '../group-page'
import { groupOfPage } from '../read'

export const metadata: Metadata = { title: 'Permissions' }

export default async function GroupPermissionsPage({
  params,
}: PageProps<'/directory/groups/[id]/permissions'>) {
  const group = await groupOfPage((await params).id)
  return (
    <GroupPage group={group} tab="/permissions">
      <PermissionsPanel holder={{ groupId: group.id }} name={group.name} />
    </GroupPage>
  )
}
