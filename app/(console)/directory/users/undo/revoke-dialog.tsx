import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { useSubmit } from '@/components/client/use-submit'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { revokeUndoLinksAction } from './actions'

type RevokeDialogProps = { userId: number; open: boolean; onOpenChange: (open: boolean) => void }

export default function RevokeDialog({ userId, open, onOpenChange }: RevokeDialogProps) {
  const { pending, submit, message } = useSubmit(revokeUndoLinksAction, () => {
    toast.success('The change can no longer be undone')
    onOpenChange(false)
  })
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="Revoke the link that undoes the change"
    >
      <Form pending={pending} onSubmit={() => submit({ userId })}>
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary message={message} />
          <p>
            Do this when somebody else reads the mail of the former address. Its owner can no longer put it
            back themselves.
          </p>
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={pending} variant="danger">
            Revoke link
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
