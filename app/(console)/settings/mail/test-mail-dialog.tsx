import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { useSubmit } from '@/components/form/use-submit'
import { DeliveryAlert } from '@/components/mail/delivery-alert'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { fieldError, messageOf } from '@/lib/action-state'
import type { Delivery } from '@/lib/mail/deliver'
import { sendTestMailAction } from './actions'

type TestMailDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

export default function TestMailDialog({ open, onOpenChange }: TestMailDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Send a test mail"
        description="Shows whether mail leaves, and what the mail server says."
        size="sm"
      >
        <TestMailForm onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  )
}

function TestMailForm({ onClose }: { onClose: () => void }) {
  const { state, pending, onSubmit } = useSubmit<Delivery>((data) =>
    sendTestMailAction({ address: data.get('address') }),
  )
  return (
    <form noValidate onSubmit={onSubmit}>
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary message={messageOf(state)} />
        {state.status === 'done' && !pending && <DeliveryAlert delivery={state.result} />}
        <TextField
          label="Address"
          name="address"
          type="email"
          autoComplete="email"
          required
          error={fieldError(state, 'address')}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Close</Button>
        <SubmitButton pending={pending}>Send</SubmitButton>
      </DialogFooter>
    </form>
  )
}
