import { useSubmit } from '@/components/client/use-submit'
import { Field } from '@/components/form/field'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { absoluteTime, relativeTime } from '@/components/ui/time-text'
import { isolated } from '@/lib/kernel/isolated'
import { createRecoveryLinkAction } from './actions'
import { LinkForm } from './link-form'
import type { RecoveryStepProps } from './way'

/** Makes a link and shows it, this once. */
export function ViewLink({ userId, form, onClose }: RecoveryStepProps) {
  const { state, pending, submit, message } = useSubmit((lifetimeMinutes: number) =>
    createRecoveryLinkAction({ userId, lifetimeMinutes }),
  )
  const result = state.status === 'done' ? state.result : undefined
  if (!result) {
    return (
      <LinkForm
        form={form}
        submitLabel="Create link"
        pending={pending}
        message={message}
        onSubmit={submit}
        onClose={onClose}
      />
    )
  }
  const { url, expiresAt, now } = result
  return (
    <>
      <DialogBody className="flex flex-col gap-4">
        <Field
          label="Recovery link"
          hint={`Works once, until ${absoluteTime(expiresAt)} (${relativeTime(expiresAt, now)}).`}
        >
          {(aria) => (
            <div className="flex gap-2">
              <Input
                {...aria}
                readOnly
                autoFocus
                value={url}
                className="font-mono text-xs"
                onFocus={(event) => event.currentTarget.select()}
              />
              <CopyButton text={url} done="Recovery link copied">
                Copy
              </CopyButton>
            </div>
          )}
        </Field>
        <Alert tone="warning" title="It is not shown again">
          {`Whoever has it can take over the account: give it to nobody but ${isolated(form.username)}, in a way nobody else reads.`}
        </Alert>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </>
  )
}
