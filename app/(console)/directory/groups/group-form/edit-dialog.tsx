import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Answered } from '@/app/(console)/answered'
import { FormDialog } from '@/app/(console)/directory/users/user-form/form-dialog'
import { useAnswer } from '@/app/(console)/use-answer'
import type { EditableGroup } from '@/lib/groups/editable'
import { EditForm } from './edit-form'

type EditDialogProps = { groupId: number; open: boolean; onOpenChange: (open: boolean) => void }

/** Reads the group anew each time it opens, so that the form never begins with an old version. */
export default function EditDialog({ groupId, open, onOpenChange }: EditDialogProps) {
  const answer = useAnswer<EditableGroup>(open, `/directory/groups/${groupId}/editable`)
  const [dirty, setDirty] = useState(false)
  const router = useRouter()
  useEffect(() => {
    if (open) setDirty(false)
  }, [open])

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={answer.found ? `Edit ${answer.found.name}` : 'Edit group'}
      dirty={dirty}
    >
      {(close) => (
        <Answered answer={answer} failure="The group could not be read">
          {(group) => (
            <EditForm
              key={group.version}
              group={group}
              onDirty={setDirty}
              onCancel={close}
              onSaved={() => {
                onOpenChange(false)
                router.refresh()
              }}
            />
          )}
        </Answered>
      )}
    </FormDialog>
  )
}
