import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormDialog } from '@/app/(console)/directory/users/user-form/form-dialog'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { UntilField, untilOf } from '@/components/groups/until-field'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { createGroupWithAction } from './actions'
import type { AddToGroupProps } from './add-to-groups-dialog'
import { GroupFields } from './group-form/fields'
import { emptyGroup, useGroupForm } from './group-form/use-group-form'

export default function AddToNewDialog(props: AddToGroupProps) {
  // Each opening is a new form.
  return props.open ? <AddToNewForm {...props} /> : null
}

function AddToNewForm({ selected, who, onOpenChange, onDone }: AddToGroupProps) {
  const form = useGroupForm(emptyGroup)
  const [until, setUntil] = useState('')
  const router = useRouter()
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={`Add ${who} to new group`}
      dirty={form.dirty && !form.pending}
    >
      {(close) => (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            form.submit((input) => createGroupWithAction({ ...input, selected, until: untilOf(until) }), {
              done() {
                toast.success(`Group ${form.values.name} created`, { description: `With ${who}` })
                onOpenChange(false)
                onDone?.()
                router.refresh()
              },
            })
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <ErrorSummary {...form.summary} />
            <GroupFields form={form} />
            <UntilField value={until} onChange={setUntil} error={form.errorOf('until')} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton pending={form.pending}>Create and add</SubmitButton>
          </DialogFooter>
        </form>
      )}
    </FormDialog>
  )
}
