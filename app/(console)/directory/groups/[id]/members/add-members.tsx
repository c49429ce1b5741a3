'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'

const AddMembersDialog = lazyDialog(() => import('./add-members-dialog'))

export function AddMembers({ groupId, name }: { groupId: number; name: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" className="ml-auto" onClick={() => setOpen(true)}>
        <UserPlus aria-hidden /> Add members
      </Button>
      <AddMembersDialog groupId={groupId} name={name} open={open} onOpenChange={setOpen} />
    </>
  )
}
