import { useRouter } from 'next/navigation'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/kernel/isolated'
import { createGroupAction } from '../actions'
import { GroupFields } from './fields'
import { emptyGroup, useGroupForm } from './use-group-form'

type CreateDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

export default function CreateDialog({ open, onOpenChange }: CreateDialogProps) {
  // Each opening is a new form.
  return open ? <CreateForm onOpenChange={onOpenChange} /> : null
}

function CreateForm({ onOpenChange }: Pick<CreateDialogProps, 'onOpenChange'>) {
  const form = useGroupForm(emptyGroup)
  const router = useRouter()
  return (
    <FormDialog open onOpenChange={onOpenChange} title="Create group">
      <Form
        pending={form.pending}
        dirty={form.dirty}
        onSubmit={() => {
          form.submit(createGroupAction, {
            done({ id }) {
              toast.success(`Group ${isolated(form.values.name)} created`)
              onOpenChange(false)
              router.push(`/directory/groups/${id}`)
            },
          })
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary {...form.summary} />
          <GroupFields form={form} />
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={form.pending}>Create</SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
