'use client'

import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'
import type { LinkChange } from './change-dialog'

type LinkControlsProps = {
  userId: number
  linkId: string
  /** The last moment it can be extended to; null when it works until then already. In milliseconds. */
  latest: number | null
  now: number
}

const Change = lazyDialog(() => import('./change-dialog'))

/** Extends or revokes an open link. */
export function LinkControls({ userId, linkId, latest, now }: LinkControlsProps) {
  const [change, setChange] = useState<LinkChange>({ kind: 'revoke' })
  const [open, setOpen] = useState(false)
  const ask = (wanted: LinkChange) => {
    setChange(wanted)
    setOpen(true)
  }
  return (
    <>
      {latest !== null && (
        <Button size="sm" onClick={() => ask({ kind: 'extend', latest, now })}>
          Extend
        </Button>
      )}
      <Button size="sm" variant="danger-quiet" onClick={() => ask({ kind: 'revoke' })}>
        Revoke
      </Button>
      <Change {...{ userId, linkId, change, open }} onOpenChange={setOpen} />
    </>
  )
}
