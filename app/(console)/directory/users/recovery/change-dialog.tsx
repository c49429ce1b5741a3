import { useState } from 'react'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { useSubmit } from '@/components/client/use-submit'
import { ErrorSummary } from '@/components/form/error-summary'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { absoluteTime } from '@/components/ui/time-text'
import { toast } from '@/components/ui/toast'
import { defaultLifetime, lifetimeChoices, maxLifetime } from '@/lib/recovery/lifetimes'
import { extendRecoveryLinkAction, revokeRecoveryLinkAction } from './actions'

/** `latest`: the last moment it can work until. In milliseconds, as `now`. */
export type LinkChange = { kind: 'revoke' } | { kind: 'extend'; latest: number; now: number }

type ChangeDialogProps = {
  userId: number
  linkId: string
  change: LinkChange
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** What its seven days leave, and all of it. */
function optionsUntil(latest: number, now: number) {
  const left = lifetimeChoices.filter(([minutes]) => now + minutes * 60_000 < latest)
  return [
    ...left.map(([minutes, words]) => ({ value: String(minutes), label: `${words} from now` })),
    { value: String(maxLifetime), label: `7 days after it was made, ${absoluteTime(new Date(latest))}` },
  ]
}

export default function ChangeDialog({ change, open, onOpenChange, ...link }: ChangeDialogProps) {
  const isRevoking = change.kind === 'revoke'
  const options = isRevoking ? [] : optionsUntil(change.latest, change.now)
  const isLeft = options.some(({ value }) => value === String(defaultLifetime))
  const [chosen, setChosen] = useState<string>()
  const lifetime = chosen ?? String(isLeft ? defaultLifetime : maxLifetime)
  const { pending, submit, message } = useSubmit<void, { expiresAt: Date } | undefined>(
    () =>
      isRevoking
        ? revokeRecoveryLinkAction(link)
        : extendRecoveryLinkAction({ ...link, lifetimeMinutes: Number(lifetime) }),
    (extended) => {
      const until = extended?.expiresAt
      toast.success(until ? `Recovery link works until ${absoluteTime(until)}` : 'Recovery link revoked')
      onOpenChange(false)
    },
  )
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={isRevoking ? 'Revoke the recovery link' : 'Extend the recovery link'}
    >
      <Form pending={pending} onSubmit={() => submit()}>
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
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={pending} variant={isRevoking ? 'danger' : 'primary'}>
            {isRevoking ? 'Revoke link' : 'Extend'}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
