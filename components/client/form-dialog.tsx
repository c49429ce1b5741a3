'use client'

import type { ReactNode } from 'react'
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

/** A dialog around a form, which has the focus from the beginning. */
export function FormDialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  ...content
}: FormDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        {...content}
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
        {children}
      </DialogContent>
    </Dialog>
  )
}
