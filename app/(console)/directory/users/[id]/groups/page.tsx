import { UsersRound } from 'lucide-react'
import type { Metadata } from 'next'
import { EffectiveAttributes } from '@/app/(console)/directory/groups/effective-attributes'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { orInterrupt, permittedContext } from '@/lib/doors/page'
import {
  changeableGroups,
  effectiveAttributesOfUser,
  type GroupOfUser,
  listGroupsOfUser,
} from '@/lib/groups/of-user'
import { hasPermission } from '@/lib/rights/require'
import { userOfPage } from '../read'
import { UserPage } from '../user-page'
import { AddButtons } from './add-buttons'
import { type Membership, MembershipTable } from './membership-table'

export const metadata: Metadata = { title: 'Groups of a user' }

export default async function UserGroupsPage({
  params,
  searchParams,
}: PageProps<'/directory/users/[id]/groups'>) {
  const ctx = await permittedContext('users.read')
  const user = await userOfPage((await params).id)
  const groups = await orInterrupt(listGroupsOfUser(ctx, user.id))
  const changeable = await changeableGroups(
    ctx,
    groups.filter(({ direct }) => direct).map(({ id }) => id),
  )
  const effective = await orInterrupt(effectiveAttributesOfUser(ctx, user.id))
  const { add } = await searchParams
  return (
    <UserPage user={user} tab="/groups">
      <div className="flex flex-col gap-4">
        <Card
          title="Groups"
          flush
          actions={
            <AddButtons
              userId={user.id}
              username={user.username}
              mayAdd={await hasPermission(ctx, 'groups.change_members')}
              mayCreate={await hasPermission(ctx, 'groups.create')}
              wanted={add === 'existing' || add === 'new' ? add : undefined}
            />
          }
        >
          {groups.length > 0 ? (
            <MembershipTable
              userId={user.id}
              username={user.username}
              rows={groups.map((group) => toRow(group, changeable))}
              now={ctx.now}
            />
          ) : (
            <EmptyState icon={<UsersRound />} title="In no group">
              Groups give users attributes, and whatever is granted to the group.
            </EmptyState>
          )}
        </Card>
        <EffectiveAttributes
          {...effective}
          description="Those of the groups, then the user's own over them"
        />
      </div>
    </UserPage>
  )
}

function toRow({ id, name, direct, through }: GroupOfUser, changeable: Set<number>): Membership {
  return { id, name, direct, through, mayLeave: direct !== null && changeable.has(id) }
}
