import { Card } from '@/components/ui/card'
import { isSelf } from '@/lib/acts/plan-rows'
import { pageContext } from '@/lib/doors/page'
import type { User } from '@/lib/users/get'
import { mayChangeNames } from '@/lib/users/name-changes/may'
import { ConfirmAddress } from './confirm-address'

/** That no recovery link goes to the address, and the way out of it. */
export async function AddressCard({ user: { id, email, emailOutgrown } }: { user: User }) {
  if (email === null || !emailOutgrown) return null
  const ctx = await pageContext()
  const mayConfirm = !isSelf(ctx, id) && (await mayChangeNames(ctx, id))
  return (
    <Card
      title="Address not used for recovery"
      actions={mayConfirm && <ConfirmAddress userId={id} email={email} />}
    >
      <p className="text-sm">
        It was set by somebody who does not hold all the rights that this user holds, so no recovery links are
        mailed to it. Confirm it if you know that the mailbox is theirs and nobody else reads it; they can do
        so themselves under My account.
      </p>
    </Card>
  )
}
