import { readLookup } from '@/components/client/read-lookup'
import { ReviewDialog } from '@/components/review-dialog'
import { toast } from '@/components/ui/toast'
import { deleteRoleAction } from './actions'

type DeleteRoleProps = { id: number; onClose: () => void; onDone: () => void }

/** Deletes a role, once it has been seen whom it is taken from. */
export function DeleteRole({ id, onClose, onDone }: DeleteRoleProps) {
  return (
    <ReviewDialog
      about={`delete ${id}`}
      verb="Delete"
      title={() => 'Delete role'}
      variant="danger"
      noun={['role', 'roles']}
      endings={{ user: ['user', 'users'], group: ['group', 'groups'] }}
      sum={(text) => (text === '' ? 'Nobody you can see has it.' : `Taken from: ${text}.`)}
      nothing="The role is not there any more."
      read={() => readLookup(`/directory/roles/plan?${new URLSearchParams({ id: String(id) })}`)}
      apply={(review) => deleteRoleAction({ id, review })}
      onDone={({ name }) => {
        toast.success('Role deleted', { description: name })
        onClose()
        onDone()
      }}
      onClose={onClose}
    />
  )
}
