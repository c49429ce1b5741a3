import type { FormEvent } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { useAttempt } from '../recovery/use-attempt'
import { revokeUndoLinksAction } from './actions'

type RevokeDialogProps = { userId: number; open: boolean; onOpenChange: (open: boolean) => void }

export default function RevokeDialog({ userId, open, onOpenChange }: RevokeDialogProps) {
  const close = () => onOpenChange(false)
  const { pending, attempt, message } = useAttempt<undefined, undefined>(async () => {
    const answer = await revokeUndoLinksAction({ userId })
    if (answer.status === 'done') {
      toast.success('The change can no longer be undone')
      close()
    }
    return answer
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!pending) attempt(undefined)
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent size="sm" title="Revoke the link that undoes the change">
        <form noValidate onSubmit={submit}>
          <DialogBody className="flex flex-col gap-4">
            <ErrorSummary message={message} />
            <p>
              Do this when somebody else reads the mail of the former address. Its owner can no longer put it
              back themselves.
            </p>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton pending={pending} variant="danger">
              Revoke link
            </SubmitButton>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
