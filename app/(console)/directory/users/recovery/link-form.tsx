import { type ReactNode, useState } from 'react'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { ErrorSummary } from '@/components/form/error-summary'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { Isolated } from '@/components/ui/isolated'
import { absoluteTime } from '@/components/ui/time-text'
import { isolated } from '@/lib/kernel/isolated'
import type { RecoveryForm } from '@/lib/recovery/form'
import { defaultLifetime, lifetimeChoices } from '@/lib/recovery/lifetimes'

type LinkFormProps = {
  form: RecoveryForm
  submitLabel: string
  pending: boolean
  /** What went wrong with the attempt before. */
  message: string | undefined
  onSubmit: (lifetimeMinutes: number) => void
  onClose: () => void
  /** Stands above the form. */
  children?: ReactNode
}

const options = lifetimeChoices.map(([minutes, label]) => ({ value: String(minutes), label }))

/** How long the link is to work, and which one ends when it is made. */
export function LinkForm({
  form: { username, open, isActive },
  submitLabel,
  pending,
  message,
  onSubmit,
  onClose,
  children,
}: LinkFormProps) {
  const [lifetime, setLifetime] = useState(String(defaultLifetime))
  if (!isActive) {
    return (
      <CannotBeMade onClose={onClose}>
        <Isolated>{username}</Isolated> is inactive, and a recovery link activates nobody. Activate the
        account first.
      </CannotBeMade>
    )
  }
  return (
    <Form pending={pending} onSubmit={() => onSubmit(Number(lifetime))}>
      <DialogBody className="flex flex-col gap-4">
        <ErrorSummary message={message} />
        {children}
        {open && (
          <Alert tone="warning" title="The open link ends">
            {`${isolated(open.createdBy)} made one that works until ${absoluteTime(new Date(open.expiresAt))}. It ends as soon as there is a new one.`}
          </Alert>
        )}
        <SelectField
          label="Works for"
          name="lifetimeMinutes"
          options={options}
          value={lifetime}
          onChange={(event) => setLifetime(event.currentTarget.value)}
          hint="And only once: it ends when a password is chosen with it."
        />
      </DialogBody>
      <DialogFooter>
        <CancelButton />
        <SubmitButton pending={pending}>{submitLabel}</SubmitButton>
      </DialogFooter>
    </Form>
  )
}

export function CannotBeMade({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <>
      <DialogBody>
        <Alert tone="warning">{children}</Alert>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Close</Button>
      </DialogFooter>
    </>
  )
}
