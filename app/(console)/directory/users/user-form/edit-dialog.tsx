import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { DialogBody } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { EditableUser } from '@/lib/users/editable'
import { Answered } from '../../../answered'
import { useAnswer } from '../../../use-answer'
import { EditForm } from './edit-form'
import { FormDialog } from './form-dialog'

export type EditDialogProps = {
  userId: number
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Reads the user anew each time it opens, so that the form never begins with an old version. */
export default function EditDialog({ userId, open, onOpenChange }: EditDialogProps) {
  const answer = useAnswer<EditableUser>(open, `/directory/users/${userId}/editable`)
  const [dirty, setDirty] = useState(false)
  const router = useRouter()

  useEffect(() => {
    if (open) setDirty(false)
  }, [open])

  function saved() {
    onOpenChange(false)
    router.refresh()
  }

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={answer.found ? `Edit ${answer.found.username}` : 'Edit user'}
      dirty={dirty}
    >
      {(close) => (
        <Answered answer={answer} failure="The user could not be read" pending={<Loading />}>
          {(user) => <EditForm user={user} onDirty={setDirty} onCancel={close} onSaved={saved} />}
        </Answered>
      )}
    </FormDialog>
  )
}

function Loading() {
  return (
    <DialogBody aria-busy className="grid content-start gap-4 sm:grid-cols-2">
      {['username', 'name', 'email', 'type'].map((field) => (
        <Skeleton key={field} className="h-13 rounded-md" />
      ))}
      <Skeleton className="h-13 rounded-md sm:col-span-2" />
      <Skeleton className="h-40 rounded-md sm:col-span-2" />
    </DialogBody>
  )
}
