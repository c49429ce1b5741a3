import { type FormEvent, useState } from 'react'
import { ErrorSummary } from '@/components/form/error-summary'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { absoluteTime } from '@/components/ui/time-text'
import { toast } from '@/components/ui/toast'
import { defaultLifetime, lifetimeChoices } from '@/lib/recovery/lifetimes'
import { extendRecoveryLinkAction, revokeRecoveryLinkAction } from './actions'
import { useAttempt } from './use-attempt'

type ChangeDialogProps = {
  userId: number
  linkId: string
  change: 'extend' | 'revoke'
  open: boolean
  onOpenChange: (open: boolean) => void
}

const options = lifetimeChoices.map(([minutes, words]) => ({
  value: String(minutes),
  label: `${words} from now`,
}))

export default function ChangeDialog({ change, open, onOpenChange, ...link }: ChangeDialogProps) {
  const [lifetime, setLifetime] = useState(String(defaultLifetime))
  const close = () => onOpenChange(false)
  const { pending, attempt, message } = useAttempt<undefined, { expiresAt: Date } | undefined>(async () => {
    const answer =
      change === 'revoke'
        ? await revokeRecoveryLinkAction(link)
        : await extendRecoveryLinkAction({ ...link, lifetimeMinutes: Number(lifetime) })
    if (answer.status === 'done') {
      const until = answer.result?.expiresAt
      toast.success(until ? `Recovery link works until ${absoluteTime(until)}` : 'Recovery link revoked')
      close()
    }
    return answer
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!pending) attempt(undefined)
  }
  const isRevoking = change === 'revoke'
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent size="sm" title={isRevoking ? 'Revoke the recovery link' : 'Extend the recovery link'}>
        <form noValidate onSubmit={submit}>
          <DialogBody className="flex flex-col gap-4">
            <ErrorSummary message={message} />
            {isRevoking ? (
              <p>Whoever has it can no longer choose a password with it. The password stays as it is.</p>
            ) : (
              <SelectField
                label="Works until"
                name="lifetimeMinutes"
                options={options}
                value={lifetime}
                onChange={(event) => setLifetime(event.currentTarget.value)}
              />
            )}
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton pending={pending} variant={isRevoking ? 'danger' : 'primary'}>
              {isRevoking ? 'Revoke link' : 'Extend'}
            </SubmitButton>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
