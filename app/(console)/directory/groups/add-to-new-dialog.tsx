import { useRouter } from 'next/navigation'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { Foreseen, useForeseen } from '@/components/review/foreseen'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/kernel/isolated'
import { createGroupWithAction, foreseeAdditionAction } from './actions'
import type { AddToGroupProps } from './add-to-groups-dialog'
import { GroupFields } from './group-form/fields'
import { emptyGroup, useGroupForm } from './group-form/use-group-form'
import { UntilField, untilOf } from './until-field'

export default function AddToNewDialog(props: AddToGroupProps) {
  // Each opening is a new form.
  return props.open ? <AddToNewForm {...props} /> : null
}

function AddToNewForm({ selected, who, onOpenChange, onDone }: AddToGroupProps) {
  const form = useGroupForm(emptyGroup)
  const router = useRouter()
  const parents = form.values.parents.map(({ id }) => id)
  const { warnings, isAsking } = useForeseen(parents.length > 0 ? `${parents}` : undefined, () =>
    foreseeAdditionAction({ groupIds: parents, selected }),
  )
  return (
    <FormDialog open onOpenChange={onOpenChange} title={`Add ${isolated(who)} to new group`}>
      <Form
        pending={form.pending}
        chosen={form.dirty}
        onSubmit={(data) => {
          form.submit((input) => createGroupWithAction({ ...input, selected, until: untilOf(data) }), {
            done() {
              toast.success(`Group ${isolated(form.values.name)} created`, {
                description: `With ${isolated(who)}`,
              })
              onOpenChange(false)
              onDone?.()
              router.refresh()
            },
          })
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary {...form.summary} />
          <GroupFields form={form} />
          <UntilField error={form.errorOf('until')} />
          <Foreseen warnings={warnings} />
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={form.pending} disabled={isAsking}>
            Create and add
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
