import { askPlan } from '@/components/review/ask-plan'
import { ReviewDialog } from '@/components/review-dialog'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/kernel/isolated'
import { groupEndings, groupNoun } from '../../nouns'
import { deleteGroupAction, planGroupDeletionAction } from '../actions'

type DeleteDialogProps = {
  groupId: number
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
  onDeleted: () => void
}

export default function DeleteDialog({ groupId, name, open, onOpenChange, onDeleted }: DeleteDialogProps) {
  if (!open) return null
  return (
    <ReviewDialog
      about={`delete ${groupId}`}
      verb="Delete"
      variant="danger"
      noun={groupNoun}
      endings={groupEndings}
      nothing="The group is not there any more."
      read={() => askPlan(() => planGroupDeletionAction({ id: groupId }))}
      apply={(review) => deleteGroupAction({ id: groupId, review })}
      onDone={() => {
        toast.success(`Group ${isolated(name)} deleted`)
        onOpenChange(false)
        onDeleted()
      }}
      onClose={() => onOpenChange(false)}
    />
  )
}
