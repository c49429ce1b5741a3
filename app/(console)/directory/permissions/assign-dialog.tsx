import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { useLookup } from '@/components/client/use-lookup'
import { useSubmit } from '@/components/client/use-submit'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { Foreseen } from '@/components/review/foreseen'
import { PlanPending } from '@/components/review/review-frame'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Givable } from '@/lib/grants/givable'
import type { Holder } from '@/lib/grants/input'
import { isolated } from '@/lib/kernel/isolated'
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
  const { pending, submit, message, errorOf } = useSubmit(createGrantAction, () => {
    toast.success('Permission assigned', {
      description: `${isolated(gift?.label ?? '')} to ${isolated(name)}`,
    })
    onOpenChange(false)
    router.refresh()
  })

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
      description={`To ${isolated(name)}. Only what you hold yourself can be chosen.`}
    >
      <Form
        pending={pending}
        dirty={gift !== undefined}
        onSubmit={() => {
          if (isWhole) submit({ holder, given: gift.given, scope: scopeOf(scope) })
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary message={message} />
          {givable.data ? (
            <>
              <GiftPicker givable={givable.data} chosen={gift} onChoose={choose} error={errorOf('given')} />
              <Foreseen warnings={givable.data.warnings} />
              {gift && <ScopePicker gift={gift} scope={scope} onChange={setScope} error={errorOf('scope')} />}
            </>
          ) : (
            <PlanPending problem={givable.error} onRetry={givable.retry} />
          )}
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={pending} disabled={!isWhole}>
            Assign
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}

function scopeOf(scope: ChosenScope) {
  return scope.kind === 'everything' ? { kind: scope.kind } : { kind: scope.kind, id: scope.place?.id }
}
