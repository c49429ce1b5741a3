'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'

const EditDialog = lazyDialog(() => import('../group-form/edit-dialog'))
const DeleteDialog = lazyDialog(() => import('./delete-dialog'))

type GroupActionsProps = { groupId: number; name: string; mayUpdate: boolean; mayDelete: boolean }

export function GroupActions({ groupId, name, mayUpdate, mayDelete }: GroupActionsProps) {
  const [editing, setEditing] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const router = useRouter()
  return (
    <>
      {mayUpdate && (
        <Button onClick={() => setEditing(true)}>
          <Pencil aria-hidden /> Edit
        </Button>
      )}
      {mayDelete && (
        <Button variant="danger-quiet" onClick={() => setDeleting(true)}>
          <Trash2 aria-hidden /> Delete
        </Button>
      )}
      <EditDialog groupId={groupId} open={editing} onOpenChange={setEditing} />
      <DeleteDialog
        groupId={groupId}
        name={name}
        open={deleting}
        onOpenChange={setDeleting}
        onDeleted={() => router.push('/directory/groups')}
      />
    </>
  )
}
