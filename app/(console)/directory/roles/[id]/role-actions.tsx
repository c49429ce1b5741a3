'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { readLookup } from '@/components/client/read-lookup'
import { Button } from '@/components/ui/button'
import type { EditableRole } from '@/lib/roles/editable'
import { foreseePermissionsAction, updateRoleAction } from '../actions'
import { DeleteRole } from '../delete-role'

const RoleDialog = lazyDialog(() => import('../role-dialog'))

type RoleActionsProps = {
  role: EditableRole
  mayUpdate: boolean
  mayDelete: boolean
}

export function RoleActions({ role, mayUpdate, mayDelete }: RoleActionsProps) {
  const [editing, setEditing] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const router = useRouter()
  const { id } = role
  return (
    <>
      {mayUpdate && (
        <>
          <Button onClick={() => setEditing(true)}>
            <Pencil aria-hidden /> Edit
          </Button>
          <RoleDialog
            title="Edit role"
            submitLabel="Update"
            done="Role changed"
            role={role}
            open={editing}
            onOpenChange={setEditing}
            send={(fields) => updateRoleAction({ ...fields, id })}
            read={() => readLookup<EditableRole>(`/directory/roles/${id}/editable`)}
            foresee={(permissions) => foreseePermissionsAction({ id, permissions })}
            onDone={() => router.refresh()}
          />
        </>
      )}
      {mayDelete && (
        <>
          <Button variant="danger-quiet" onClick={() => setDeleting(true)}>
            <Trash2 aria-hidden /> Delete
          </Button>
          {deleting && (
            <DeleteRole
              id={id}
              onClose={() => setDeleting(false)}
              onDone={() => router.replace('/directory/roles')}
            />
          )}
        </>
      )}
    </>
  )
}
