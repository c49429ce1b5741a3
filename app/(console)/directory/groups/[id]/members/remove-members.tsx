import { useRouter } from 'next/navigation'
import { userNoun } from '@/app/(console)/directory/nouns'
import { counted } from '@/components/count-text'
import { askPlan } from '@/components/review/ask-plan'
import { ReviewDialog } from '@/components/review-dialog'
import { toast } from '@/components/ui/toast'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import { isolated } from '@/lib/kernel/isolated'
import { planMemberRemovalAction, removeMembersAction } from '../../actions'

type RemoveMembersProps = {
  group: { id: number; name: string }
  selected: SelectedUsers
  onClose: () => void
  onDone: () => void
}

/** Says who would leave the group before they do. */
export function RemoveMembers({ group, selected, onClose, onDone }: RemoveMembersProps) {
  const router = useRouter()
  const input = { groupId: group.id, selected }
  return (
    <ReviewDialog
      about={`remove ${JSON.stringify(selected)}`}
      verb="Remove"
      variant="danger"
      noun={userNoun}
      endings={{}}
      nothing="Nobody of them is in the group directly any more."
      read={() => askPlan(() => planMemberRemovalAction(input))}
      apply={(review) => removeMembersAction({ ...input, review })}
      onDone={({ count, jobId }) => {
        onDone()
        if (jobId) return router.push(`/jobs/${jobId}`)
        toast.success(`${counted(count, userNoun)} removed`, { description: `From ${isolated(group.name)}` })
      }}
      onClose={onClose}
    />
  )
}
