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
import { fill, type WordsOf } from '@/words/browser'
import { extendRecoveryLinkAction, revokeRecoveryLinkAction } from './actions'

/** `latest`: the last moment it can work until. In milliseconds, as `now`. */
export type LinkChange = { kind: 'revoke' } | { kind: 'extend'; latest: number; now: number }

type ChangeDialogProps = {
  userId: number
  linkId: string
  change: LinkChange
  open: boolean
  words: WordsOf<'recovery.change'>
  onOpenChange: (open: boolean) => void
}

/** What its seven days leave, and all of it. */
function optionsUntil(latest: number, now: number, words: ChangeDialogProps['words']) {
  const left = lifetimeChoices.filter(([minutes]) => now + minutes * 60_000 < latest)
  return [
    ...left.map(([minutes, lifetime]) => ({
      value: String(minutes),
      label: fill(words.fromNow, { lifetime }),
    })),
    { value: String(maxLifetime), label: fill(words.atMost, { moment: absoluteTime(new Date(latest)) }) },
  ]
}

export default function ChangeDialog({ change, open, words, onOpenChange, ...link }: ChangeDialogProps) {
  const isRevoking = change.kind === 'revoke'
  const options = isRevoking ? [] : optionsUntil(change.latest, change.now, words)
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
      toast.success(until ? fill(words.extended, { moment: absoluteTime(until) }) : words.revoked)
      onOpenChange(false)
    },
  )
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={isRevoking ? words.revokeTitle : words.extendTitle}
    >
      <Form pending={pending} onSubmit={() => submit()}>
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary message={message} />
          {isRevoking ? (
            <p>{words.revokeText}</p>
          ) : (
            <SelectField
              label={words.worksUntil}
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
            {isRevoking ? words.revokeLink : words.extend}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
