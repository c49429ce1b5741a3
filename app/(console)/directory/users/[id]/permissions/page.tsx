import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { isolated } from '@/lib/kernel/isolated'
import { PermissionsPanel } from '../../../permissions/permissions-panel'
import { userOfPage } from '../read'
import { UserPage } from '../user-page'
import { WhoForm } from './why/who-form'
import { WhyForm } from './why/why-form'

export const metadata: Metadata = { title: 'Permissions' }

export default async function UserPermissionsPage({
  params,
}: PageProps<'/directory/users/[id]/permissions'>) {
  const user = await userOfPage((await params).id)
  return (
    <UserPage user={user} tab="/permissions">
      <div className="flex flex-col gap-4">
        <Card title="Why?" description={`Why ${isolated(user.username)} may do something, or may not`}>
          <WhyForm userId={user.id} username={user.username} />
        </Card>
        <PermissionsPanel holder={{ userId: user.id }} name={user.name || user.username} />
        <Card
          title="Who can?"
          description={`Who can do something to ${isolated(user.username)}, and by which ways`}
        >
          <WhoForm userId={user.id} username={user.username} />
        </Card>
      </div>
    </UserPage>
  )
}
