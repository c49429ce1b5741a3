import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { userNoun } from '@/app/(console)/directory/users/acts/act'
import { FormDialog } from '@/app/(console)/directory/users/user-form/form-dialog'
import { counted } from '@/components/count-text'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { UntilField, untilOf } from '@/components/groups/until-field'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type ActionState, answerOf, fieldError, messageOf } from '@/lib/action-state'
import { addMembersAction } from '../../actions'
import { type Way, WaySwitch } from './way-switch'
import { type Found, MatchingUsers, PastedUsers, SearchedUsers } from './ways'

type AddMembersDialogProps = {
  groupId: number
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
}

export default function AddMembersDialog(props: AddMembersDialogProps) {
  // Each opening is a new form.
  return props.open ? <AddMembersForm {...props} /> : null
}

function AddMembersForm({ groupId, name, onOpenChange }: AddMembersDialogProps) {
  const [way, setWay] = useState<Way>('search')
  const [found, setFound] = useState<Found>()
  const [until, setUntil] = useState('')
  const [state, setState] = useState<ActionState<unknown>>({ status: 'idle' })
  const [pending, startTransition] = useTransition()
  const router = useRouter()

  function send() {
    if (!found || pending) return
    startTransition(async () => {
      const answer = await answerOf(
        addMembersAction({ groupIds: [groupId], selected: found.selected, until: untilOf(until) }),
      )
      setState(answer)
      if (answer.status !== 'done') return
      onOpenChange(false)
      const [{ count, jobId } = { count: 0, jobId: undefined }] = answer.result
      if (jobId) return router.push(`/jobs/${jobId}`)
      toast.success(count === 0 ? 'They are in it already' : `${counted(count, userNoun)} added`, {
        description: name,
      })
      router.refresh()
    })
  }

  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={`Add members to ${name}`}
      dirty={found !== undefined && !pending}
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
            <WaySwitch
              way={way}
              onChange={(next) => {
                setWay(next)
                setFound(undefined)
              }}
            />
            {way === 'search' && <SearchedUsers onFound={setFound} />}
            {way === 'paste' && <PastedUsers onFound={setFound} />}
            {way === 'matching' && <MatchingUsers onFound={setFound} />}
            <UntilField value={until} onChange={setUntil} error={fieldError(state, 'until')} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <SubmitButton pending={pending} disabled={!found || found.count === 0}>
              {found && found.count > 0 ? `Add ${found.text}` : 'Add'}
            </SubmitButton>
          </DialogFooter>
        </form>
      )}
    </FormDialog>
  )
}
