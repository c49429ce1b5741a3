import { useRouter } from 'next/navigation'
import { Answered } from '@/components/client/answered'
import { FormDialog } from '@/components/client/form-dialog'
import { useLookup } from '@/components/client/use-lookup'
import { DialogBody } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { isolated } from '@/lib/kernel/isolated'
import type { EditableUser } from '@/lib/users/editable'
import { EditForm } from './edit-form'

export type EditDialogProps = {
  userId: number
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Reads the user anew each time it opens, so that the form never begins with an old version. */
export default function EditDialog({ userId, open, onOpenChange }: EditDialogProps) {
  const answer = useLookup<EditableUser>(open ? `/directory/users/${userId}/editable` : undefined)
  const router = useRouter()

  function saved() {
    onOpenChange(false)
    router.refresh()
  }

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={answer.data ? `Edit ${isolated(answer.data.username)}` : 'Edit user'}
    >
      <Answered answer={answer} failure="The user could not be read" pending={<Loading />}>
        {(user) => <EditForm key={user.id} user={user} onSaved={saved} />}
      </Answered>
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
