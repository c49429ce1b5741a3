import type { Metadata } from 'next'
import { PermissionsPanel } from '../../../permissions/permissions-panel'
import { userOfPage } from '../read'
import { UserPage } from '../user-page'

export const metadata: Metadata = { title: 'Permissions' }

export default async function UserPermissionsPage({
  params,
}: PageProps<'/directory/users/[id]/permissions'>) {
  const user = await userOfPage((await params).id)
  return (
    <UserPage user={user} tab="/permissions">
      <PermissionsPanel holder={{ userId: user.id }} name={user.name || user.username} />
    </UserPage>
  )
}
