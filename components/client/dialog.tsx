'use client'

import { type ReactNode, useRef } from 'react'
import { Button } from '../ui/button'
import { DialogClose, DialogRoot } from '../ui/dialog'
import { DiscardQuestion } from './discard-question'
import { mayLeave, type Place } from './leaving'
import { PlaceContext } from './use-unsaved'

type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode }

/** A dialog that is not closed over what was typed without asking, nor while an answer is still to come. */
export function Dialog({ open, onOpenChange, children }: DialogProps) {
  const latest = useRef(onOpenChange)
  latest.current = onOpenChange
  const place = useRef<Place>(undefined)
  place.current ??= { close: () => latest.current(false) }
  const here = place.current

  function change(next: boolean) {
    if (next) return onOpenChange(true)
    const may = mayLeave(here)
    if (may === true) here.close()
    else may.then((discard) => discard && here.close())
  }

  return (
    <PlaceContext value={here}>
      <DialogRoot open={open} onOpenChange={change}>
        {children}
        <DiscardQuestion place={here} />
      </DialogRoot>
    </PlaceContext>
  )
}

/** Closes the dialog it stands in, as Escape does. */
export function CancelButton({ children = 'Cancel' }: { children?: ReactNode }) {
  return (
    <DialogClose asChild>
      <Button>{children}</Button>
    </DialogClose>
  )
}
