'use client'

import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'

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
  const [change, setChange] = useState<'extend' | 'revoke'>('extend')
  const [open, setOpen] = useState(false)
  const ask = (wanted: typeof change) => {
    setChange(wanted)
    setOpen(true)
  }
  return (
    <>
      {latest !== null && (
        <Button size="sm" onClick={() => ask('extend')}>
          Extend
        </Button>
      )}
      <Button size="sm" variant="danger-quiet" onClick={() => ask('revoke')}>
        Revoke
      </Button>
      <Change
        {...{ userId, linkId, change, now }}
        latest={latest ?? now}
        open={open}
        onOpenChange={setOpen}
      />
    </>
  )
}
