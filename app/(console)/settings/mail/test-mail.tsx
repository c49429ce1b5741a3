'use client'

import { Send } from 'lucide-react'
import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'

const TestMailDialog = lazyDialog(() => import('./test-mail-dialog'))

export function TestMail() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Send aria-hidden /> Send a test mail
      </Button>
      <TestMailDialog open={open} onOpenChange={setOpen} />
    </>
  )
}
