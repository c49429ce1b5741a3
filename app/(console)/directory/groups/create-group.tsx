'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'

const CreateDialog = lazyDialog(() => import('./group-form/create-dialog'))

export function CreateGroup() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden /> Create
      </Button>
      <CreateDialog open={open} onOpenChange={setOpen} />
    </>
  )
}
