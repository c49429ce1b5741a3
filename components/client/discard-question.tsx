'use client'

import { useSyncExternalStore } from 'react'
import { Button } from '../ui/button'
import { DialogBody, DialogContent, DialogFooter, DialogRoot } from '../ui/dialog'
import { focusFirst } from './focus-first'
import { asked, type Place } from './leaving'

const nothing = () => undefined

/** Asks before something unsaved is lost, where that stands: in a dialog or, without a place, on the page. */
export function DiscardQuestion({ place }: { place?: Place }) {
  const question = useSyncExternalStore(asked.subscribe, asked.current, nothing)
  const isMine = question !== undefined && question.place === place
  const answer = (discard: boolean) => question?.answer(discard)
  return (
    <DialogRoot open={isMine} onOpenChange={(open) => !open && answer(false)}>
      <DialogContent
        title="Discard what you typed?"
        size="sm"
        role="alertdialog"
        onOpenAutoFocus={(event) => focusFirst(event, '[data-safe]')}
        className="max-sm:mt-auto max-sm:h-auto max-sm:rounded-t-xl max-sm:shadow-modal"
      >
        <DialogBody>
          <p>What you have entered here is not saved yet.</p>
        </DialogBody>
        <DialogFooter>
          <Button data-safe onClick={() => answer(false)}>
            Keep editing
          </Button>
          <Button variant="danger" onClick={() => answer(true)}>
            Discard
          </Button>
        </DialogFooter>
      </DialogContent>
    </DialogRoot>
  )
}
