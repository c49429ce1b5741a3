import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogBody } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { EditableUser } from '@/lib/users/editable'
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
  const {
    found: user,
    problem,
    reload,
  } = useAnswer<EditableUser>(open, `/directory/users/${userId}/editable`)
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
      title={user ? `Edit ${user.username}` : 'Edit user'}
      dirty={dirty}
    >
      {(close) => {
        if (user) return <EditForm user={user} onDirty={setDirty} onCancel={close} onSaved={saved} />
        if (problem === undefined) return <Loading />
        return (
          <DialogBody>
            <ErrorState
              title="The user could not be read"
              actions={<Button onClick={reload}>Try again</Button>}
            >
              {problem}
            </ErrorState>
          </DialogBody>
        )
      }}
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
