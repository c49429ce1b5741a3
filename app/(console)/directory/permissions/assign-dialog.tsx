import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useLookup } from '@/components/folders/use-lookup'
import { useSubmit } from '@/components/folders/use-submit'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { PlanPending } from '@/components/review/review-frame'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { answerOf, fieldError, messageOf } from '@/lib/action-state'
import type { Givable } from '@/lib/grants/givable'
import type { Holder } from '@/lib/grants/input'
import { FormDialog } from '../users/user-form/form-dialog'
import { createGrantAction } from './actions'
import { type Gift, GiftPicker } from './gift-picker'
import { type ChosenScope, ScopePicker } from './scope-picker'

type AssignDialogProps = {
  holder: Holder
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
}

export default function AssignDialog(props: AssignDialogProps) {
  // Each opening is a new form.
  return props.open ? <AssignForm {...props} /> : null
}

function AssignForm({ holder, name, onOpenChange }: AssignDialogProps) {
  const query = new URLSearchParams(Object.entries(holder).map(([key, id]) => [key, String(id)]))
  const givable = useLookup<Givable>(`/directory/permissions/givable?${query}`)
  const [gift, setGift] = useState<Gift>()
  const [scope, setScope] = useState<ChosenScope>({ kind: 'everything' })
  const router = useRouter()
  const { state, pending, submit } = useSubmit(
    (input) => answerOf(createGrantAction(input)),
    () => {
      toast.success('Permission assigned', { description: `${gift?.label} to ${name}` })
      onOpenChange(false)
      router.refresh()
    },
  )

  function choose(next: Gift) {
    setGift(next)
    const [first] = next.scopes
    if (first && !next.scopes.includes(scope.kind)) setScope({ kind: first })
  }

  const isWhole = gift !== undefined && (scope.kind === 'everything' || scope.place !== undefined)
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title="Assign permission"
      description={`To ${name}. Only what you hold yourself can be chosen.`}
      dirty={gift !== undefined && !pending}
    >
      {(close) => (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (isWhole && !pending) submit({ holder, given: gift.given, scope: scopeOf(scope) })
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <ErrorSummary message={messageOf(state)} />
            {givable.data ? (
              <>
                <GiftPicker
                  givable={givable.data}
                  chosen={gift}
                  onChoose={choose}
                  error={fieldError(state, 'given')}
                />
                {gift && (
                  <ScopePicker
                    gift={gift}
                    scope={scope}
                    onChange={setScope}
                    error={fieldError(state, 'scope')}
                  />
                )}
              </>
            ) : (
              <PlanPending problem={givable.error} onRetry={givable.retry} />
            )}
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton pending={pending} disabled={!isWhole}>
              Assign
            </SubmitButton>
          </DialogFooter>
        </form>
      )}
    </FormDialog>
  )
}

function scopeOf(scope: ChosenScope) {
  return scope.kind === 'everything' ? { kind: scope.kind } : { kind: scope.kind, id: scope.place?.id }
}
