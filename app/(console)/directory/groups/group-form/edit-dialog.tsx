import { useRouter } from 'next/navigation'
import { Answered } from '@/components/client/answered'
import { FormDialog } from '@/components/client/form-dialog'
import { useLookup } from '@/components/client/use-lookup'
import type { EditableGroup } from '@/lib/groups/editable'
import { isolated } from '@/lib/kernel/isolated'
import { EditForm } from './edit-form'

type EditDialogProps = { groupId: number; open: boolean; onOpenChange: (open: boolean) => void }

/** Reads the group anew each time it opens, so that the form never begins with an old version. */
export default function EditDialog({ groupId, open, onOpenChange }: EditDialogProps) {
  const answer = useLookup<EditableGroup>(open ? `/directory/groups/${groupId}/editable` : undefined)
  const router = useRouter()

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={answer.data ? `Edit ${isolated(answer.data.name)}` : 'Edit group'}
    >
      <Answered answer={answer} failure="The group could not be read">
        {(group) => (
          <EditForm
            key={`${group.id} ${group.version}`}
            group={group}
            onSaved={() => {
              onOpenChange(false)
              router.refresh()
            }}
          />
        )}
      </Answered>
    </FormDialog>
  )
}
