'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'
import { createRoleAction } from './actions'

const RoleDialog = lazyDialog(() => import('./role-dialog'))

const empty = { name: '', description: '', permissions: [] }

export function CreateRole() {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden /> Create
      </Button>
      <RoleDialog
        title="Create role"
        submitLabel="Create"
        done="Role created"
        role={empty}
        open={open}
        onOpenChange={setOpen}
        send={createRoleAction}
        onDone={({ id }) => router.push(`/directory/roles/${id}`)}
      />
    </>
  )
}
