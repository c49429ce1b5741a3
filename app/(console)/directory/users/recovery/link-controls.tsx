'use client'

import { useState } from 'react'
import { lazyDialog } from '@/components/client/lazy-dialog'
import { Button } from '@/components/ui/button'
import type { WordsOf } from '@/words/browser'
import type { LinkChange } from './change-dialog'

type LinkControlsProps = {
  userId: number
  linkId: string
  /** The last moment it can be extended to; null when it works until then already. In milliseconds. */
  latest: number | null
  now: number
  words: WordsOf<'recovery.change'>
}

const Change = lazyDialog(() => import('./change-dialog'))

/** Extends or revokes an open link. */
export function LinkControls({ userId, linkId, latest, now, words }: LinkControlsProps) {
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
          {words.extend}
        </Button>
      )}
      <Button size="sm" variant="danger-quiet" onClick={() => ask({ kind: 'revoke' })}>
        {words.revoke}
      </Button>
      <Change {...{ userId, linkId, change, open, words }} onOpenChange={setOpen} />
    </>
  )
}
