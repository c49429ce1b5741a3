import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Answered } from '@/app/(console)/answered'
import { FormDialog } from '@/app/(console)/directory/users/user-form/form-dialog'
import { useAnswer } from '@/app/(console)/use-answer'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { EditableGroup } from '@/lib/groups/editable'
import { formatAttributes } from '@/lib/users/attributes-text'
import { updateGroupAction } from '../actions'
import { GroupFields } from './fields'
import { useGroupForm } from './use-group-form'

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

type EditFormProps = {
  group: EditableGroup
  onDirty: (dirty: boolean) => void
  onCancel: () => void
  onSaved: () => void
}

function EditForm({ group, onDirty, onCancel, onSaved }: EditFormProps) {
  const { id, version, name, parents, attributes } = group
  const form = useGroupForm({
    name,
    parents: parents.map((parent) => ({ id: parent.id, label: parent.name })),
    attributes: { text: formatAttributes(attributes, 'yaml'), format: 'yaml' },
  })
  useEffect(() => onDirty(form.dirty), [form.dirty, onDirty])
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.submit(
          (input) => updateGroupAction({ ...input, id, version }),
          () => {
            toast.success(`Group ${form.values.name} updated`)
            onSaved()
          },
        )
      }}
    >
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary {...form.summary} />
        <GroupFields form={form} groupId={id} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <SubmitButton pending={form.pending}>Save</SubmitButton>
      </DialogFooter>
    </form>
  )
}
