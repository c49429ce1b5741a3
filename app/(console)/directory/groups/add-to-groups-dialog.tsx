import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { userNoun } from '@/app/(console)/directory/nouns'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { useSubmit } from '@/components/client/use-submit'
import { counted } from '@/components/count-text'
import { ErrorSummary } from '@/components/form/error-summary'
import type { Picked } from '@/components/form/lookup-picker'
import { SubmitButton } from '@/components/form/submit-button'
import { Foreseen, useForeseen } from '@/components/review/foreseen'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import { groupNoun } from '../nouns'
import { addMembersAction, foreseeAdditionAction } from './actions'
import { GroupPicker } from './pickers'
import { UntilField, untilOf } from './until-field'

export type AddToGroupProps = {
  /** Who is added. */
  selected: SelectedUsers
  /** "ada", "3 users" */
  who: string
  open: boolean
  onOpenChange: (open: boolean) => void
  onDone?: () => void
}

export default function AddToGroupsDialog(props: AddToGroupProps) {
  // Each opening is a new form.
  return props.open ? <AddToGroupsForm {...props} /> : null
}

function AddToGroupsForm({ selected, who, onOpenChange, onDone }: AddToGroupProps) {
  const [groups, setGroups] = useState<Picked[]>([])
  const router = useRouter()
  const groupIds = groups.map(({ id }) => id)
  const { warnings, isAsking } = useForeseen(groups.length > 0 ? `${groupIds}` : undefined, () =>
    foreseeAdditionAction({ groupIds, selected }),
  )

  const { pending, submit, message, errorOf } = useSubmit(
    (data: FormData) => addMembersAction({ groupIds, selected, until: untilOf(data) }),
    (result) => {
      onOpenChange(false)
      onDone?.()
      const jobId = result.find((applied) => applied.jobId)?.jobId
      if (jobId) return router.push(result.length > 1 ? '/jobs' : `/jobs/${jobId}`)
      const most = Math.max(...result.map(({ count }) => count))
      toast.success(most === 0 ? 'Nothing to add' : `Added to ${counted(groups.length, groupNoun)}`, {
        description: most === 0 ? 'They are in it already.' : counted(most, userNoun),
      })
      router.refresh()
    },
  )

  return (
    <FormDialog open onOpenChange={onOpenChange} title={`Add ${who} to existing group`}>
      <Form pending={pending} chosen={groups.length > 0} onSubmit={submit}>
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary message={message ?? errorOf('selected')} />
          <GroupPicker
            label="Groups"
            hint="Only groups whose members you may change are found."
            purpose="members"
            picked={groups}
            onChange={setGroups}
            error={errorOf('groupIds')}
          />
          <UntilField error={errorOf('until')} />
          <Foreseen warnings={warnings} />
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={pending} disabled={isAsking}>
            Add
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
