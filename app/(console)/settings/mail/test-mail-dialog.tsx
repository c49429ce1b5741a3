import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { useSubmit } from '@/components/client/use-submit'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { sendTestMailAction } from './actions'
import { DeliveryAlert } from './delivery-alert'

type TestMailDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

export default function TestMailDialog({ open, onOpenChange }: TestMailDialogProps) {
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Send a test mail"
      description="Shows whether mail leaves, and what the mail server says."
      size="sm"
    >
      <TestMailForm />
    </FormDialog>
  )
}

function TestMailForm() {
  const { state, pending, submit, message, errorOf } = useSubmit((data: FormData) =>
    sendTestMailAction({ address: data.get('address') }),
  )
  return (
    <Form pending={pending} {...(state.status === 'done' && { dirty: false })} onSubmit={submit}>
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary message={message} />
        {state.status === 'done' && !pending && <DeliveryAlert delivery={state.result} />}
        <TextField
          label="Address"
          name="address"
          type="email"
          autoComplete="email"
          required
          error={errorOf('address')}
        />
      </DialogBody>
      <DialogFooter>
        <CancelButton>Close</CancelButton>
        <SubmitButton pending={pending}>Send</SubmitButton>
      </DialogFooter>
    </Form>
  )
}
