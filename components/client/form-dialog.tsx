'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { DialogContent } from '../ui/dialog'
import { Dialog } from './dialog'
import { focusFirst } from './focus-first'

type FormDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  size?: 'sm' | 'md'
  onCloseAutoFocus?: (event: Event) => void
  children: ReactNode
}

const firstField = 'form :is(input, select)'

/** A dialog around a form, which has the focus from the beginning, or as soon as it has been read. */
export function FormDialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  ...content
}: FormDialogProps) {
  const panel = useRef<HTMLDivElement>(null)
  const isWaiting = useRef(false)

  useEffect(() => {
    // Whoever has moved on by themselves stays where they are.
    if (!isWaiting.current || document.activeElement !== panel.current) return
    const field = panel.current?.querySelector<HTMLElement>(firstField)
    if (!field) return
    isWaiting.current = false
    field.focus()
  })

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        {...content}
        ref={panel}
        title={title}
        description={description}
        onEscapeKeyDown={(event) => {
          // An open list of suggestions is closed first.
          const { target } = event
          if (target instanceof Element && target.getAttribute('aria-expanded') === 'true')
            event.preventDefault()
        }}
        onOpenAutoFocus={(event) => {
          isWaiting.current = !focusFirst(event, firstField)
          if (!isWaiting.current) return
          event.preventDefault()
          panel.current?.focus()
        }}
      >
        {children}
      </DialogContent>
    </Dialog>
  )
}
