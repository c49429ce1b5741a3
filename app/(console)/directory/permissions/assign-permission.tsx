'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'
import type { Holder } from '@/lib/grants/input'

const AssignDialog = lazyDialog(() => import('./assign-dialog'))

/** The button that gives somebody a permission or a role. */
export function AssignPermission({ holder, name }: { holder: Holder; name: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" size="sm" onClick={() => setOpen(true)}>
        <Plus aria-hidden /> Assign permission
      </Button>
      <AssignDialog holder={holder} name={name} open={open} onOpenChange={setOpen} />
    </>
  )
}
