import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { UntilField, untilOf } from '@/app/(console)/directory/groups/until-field'
import { userNoun } from '@/app/(console)/directory/nouns'
import { CancelButton } from '@/components/client/dialog'
import { Form } from '@/components/client/form'
import { FormDialog } from '@/components/client/form-dialog'
import { useSubmit } from '@/components/client/use-submit'
import { counted } from '@/components/count-text'
import { ErrorSummary } from '@/components/form/error-summary'
import { SubmitButton } from '@/components/form/submit-button'
import { Foreseen, useForeseen } from '@/components/review/foreseen'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { isolated } from '@/lib/kernel/isolated'
import { addMembersAction, foreseeAdditionAction } from '../../actions'
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
  const router = useRouter()
  const isSomebody = found !== undefined && found.count > 0
  const { warnings, isAsking } = useForeseen(isSomebody ? JSON.stringify(found.selected) : undefined, () =>
    foreseeAdditionAction({ groupIds: [groupId], selected: found?.selected }),
  )

  const { pending, submit, message, errorOf } = useSubmit(
    ({ found, until }: { found: Found; until: string | null }) =>
      addMembersAction({ groupIds: [groupId], selected: found.selected, until }),
    ([{ count, jobId } = { count: 0, jobId: undefined }]) => {
      onOpenChange(false)
      if (jobId) return router.push(`/jobs/${jobId}`)
      toast.success(count === 0 ? 'They are in it already' : `${counted(count, userNoun)} added`, {
        description: name,
      })
      router.refresh()
    },
  )

  return (
    <FormDialog open onOpenChange={onOpenChange} title={`Add members to ${isolated(name)}`}>
      <Form
        pending={pending}
        chosen={found !== undefined}
        onSubmit={(data) => found && submit({ found, until: untilOf(data) })}
      >
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary message={message ?? errorOf('selected')} />
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
          <UntilField error={errorOf('until')} />
          <Foreseen warnings={warnings} />
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={pending} disabled={!isSomebody || isAsking}>
            {isSomebody ? `Add ${found.text}` : 'Add'}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
