import { Card } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { AbsoluteTime, RelativeTime } from '@/components/ui/relative-time'
import { isSelf } from '@/lib/acts/plan-rows'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { hasPermission } from '@/lib/rights/require'
import { openChangesOf } from '@/lib/users/name-changes/revoke'
import { RevokeUndo } from './revoke-undo'

/** That a changed address or username can be put back by a link in a mail, for whoever may recover the user. */
export async function UndoCard({ userId }: { userId: number }) {
  const ctx = await pageContext()
  if (!(await hasPermission(ctx, 'users.recover', { userId }))) return null
  const changes = await orInterrupt(openChangesOf(ctx, userId))
  if (changes.length === 0) return null
  return (
    <Card
      title="Address or username changed"
      description="A link in a mail to the address of before puts it back"
      actions={!isSelf(ctx, userId) && <RevokeUndo userId={userId} />}
    >
      <Facts>
        {changes.map(({ createdAt, expiresAt }) => (
          <Fact key={createdAt.toISOString()} label="Changed">
            <RelativeTime at={createdAt} now={ctx.now} />. Can be undone until{' '}
            <AbsoluteTime at={expiresAt} now={ctx.now} />
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}
