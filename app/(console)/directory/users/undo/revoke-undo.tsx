'use client'

import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'

const RevokeDialog = lazyDialog(() => import('./revoke-dialog'))

export function RevokeUndo({ userId }: { userId: number }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" variant="danger-quiet" onClick={() => setOpen(true)}>
        Revoke
      </Button>
      <RevokeDialog userId={userId} open={open} onOpenChange={setOpen} />
    </>
  )
}
