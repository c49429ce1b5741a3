import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { userNoun } from '@/app/(console)/directory/users/acts/act'
import { FormDialog } from '@/app/(console)/directory/users/user-form/form-dialog'
import { counted } from '@/components/count-text'
import { ErrorSummary } from '@/components/form/error-summary'
import type { Picked } from '@/components/form/lookup-picker'
import { SubmitButton } from '@/components/form/submit-button'
import { GroupPicker } from '@/components/groups/pickers'
import { UntilField, untilOf } from '@/components/groups/until-field'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type ActionState, answerOf, fieldError, messageOf } from '@/lib/action-state'
import type { SelectedUsers } from '@/lib/users/selection-input'
import { addMembersAction } from './actions'
import { groupNoun } from './nouns'

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
  const [until, setUntil] = useState('')
  const [state, setState] = useState<ActionState<unknown>>({ status: 'idle' })
  const [pending, startTransition] = useTransition()
  const router = useRouter()

  function send() {
    if (pending) return
    startTransition(async () => {
      const groupIds = groups.map(({ id }) => id)
      const answer = await answerOf(addMembersAction({ groupIds, selected, until: untilOf(until) }))
      setState(answer)
      if (answer.status !== 'done') return
      onOpenChange(false)
      onDone?.()
      const jobId = answer.result.find((applied) => applied.jobId)?.jobId
      if (jobId) return router.push(answer.result.length > 1 ? '/jobs' : `/jobs/${jobId}`)
      const most = Math.max(...answer.result.map(({ count }) => count))
      toast.success(most === 0 ? 'Nothing to add' : `Added to ${counted(groups.length, groupNoun)}`, {
        description: most === 0 ? 'They are in it already.' : counted(most, userNoun),
      })
      router.refresh()
    })
  }

  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={`Add ${who} to existing group`}
      dirty={groups.length > 0 && !pending}
    >
      {(close) => (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <ErrorSummary message={messageOf(state) ?? fieldError(state, 'selected')} />
            <GroupPicker
              label="Groups"
              hint="Only groups whose members you may change are found."
              purpose="members"
              picked={groups}
              onChange={setGroups}
              error={fieldError(state, 'groupIds')}
            />
            <UntilField value={until} onChange={setUntil} error={fieldError(state, 'until')} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton pending={pending}>Add</SubmitButton>
          </DialogFooter>
        </form>
      )}
    </FormDialog>
  )
}
