import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/components/ui/dialog'

type FormDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  /** Whether closing would lose something. */
  dirty: boolean
  children: (close: () => void) => ReactNode
}

/** A dialog around a form that never throws away what was typed without asking. */
export function FormDialog({ open, onOpenChange, title, description, dirty, children }: FormDialogProps) {
  const [asking, setAsking] = useState(false)
  useUnloadWarning(open && dirty)

  function close() {
    if (dirty) setAsking(true)
    else onOpenChange(false)
  }

  return (
    <Dialog open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <DialogContent
        title={title}
        description={description}
        onEscapeKeyDown={(event) => {
          // An open list of suggestions is closed first.
          const { target } = event
          if (target instanceof Element && target.getAttribute('aria-expanded') === 'true')
            event.preventDefault()
        }}
        onOpenAutoFocus={(event) => focusFirst(event, 'form input')}
      >
        {children(close)}
        <Dialog open={asking} onOpenChange={setAsking}>
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
              <Button data-safe onClick={() => setAsking(false)}>
                Keep editing
              </Button>
              <Button
                variant="danger"
                onClick={() => {
                  setAsking(false)
                  onOpenChange(false)
                }}
              >
                Discard
              </Button>
            </DialogFooter>
          </DialogContent>
        </Dialog>
      </DialogContent>
    </Dialog>
  )
}

function focusFirst(event: Event, selector: string) {
  const found = event.target instanceof Element && event.target.querySelector(selector)
  if (!(found instanceof HTMLElement)) return
  event.preventDefault()
  found.focus()
}

function useUnloadWarning(on: boolean) {
  useEffect(() => {
    if (!on) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [on])
}
