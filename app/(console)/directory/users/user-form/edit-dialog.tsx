import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogBody } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { EditableUser } from '@/lib/users/editable'
import { EditForm } from './edit-form'
import { FormDialog } from './form-dialog'
import { readUser } from './read-user'

export type EditDialogProps = {
  userId: number
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Reads the user anew each time it opens, so that the form never begins with an old version. */
export default function EditDialog({ userId, open, onOpenChange }: EditDialogProps) {
  const [user, setUser] = useState<EditableUser>()
  const [problem, setProblem] = useState<string>()
  const [dirty, setDirty] = useState(false)
  const router = useRouter()

  const load = useCallback(async () => {
    setUser(undefined)
    setProblem(undefined)
    setDirty(false)
    try {
      setUser(await readUser(userId))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }, [userId])

  useEffect(() => {
    if (open) load()
  }, [open, load])

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
              actions={<Button onClick={load}>Try again</Button>}
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
