'use client'

import type { ReactNode } from 'react'
import { ErrorSummary } from '../form/error-summary'
import { SubmitButton } from '../form/submit-button'
import { Button } from '../ui/button'
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog'

type FolderFormDialogProps = {
  title: string
  description?: ReactNode
  submitLabel: string
  variant?: 'primary' | 'danger'
  pending: boolean
  disabled?: boolean
  /** What went wrong as a whole. */
  message?: string | undefined
  onSubmit: () => void
  onClose: () => void
  /** Called once the dialog is gone: it has no trigger to give the focus back to. */
  returnFocus: () => void
  children: ReactNode
}

/** The frame that the folder dialogs share: a form, its errors as a whole, Cancel and the deed. */
export function FolderFormDialog({
  title,
  description,
  submitLabel,
  variant = 'primary',
  pending,
  disabled,
  message,
  onSubmit,
  onClose,
  returnFocus,
  children,
}: FolderFormDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description={description}
        size="sm"
        onOpenAutoFocus={focusFirstField}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          returnFocus()
        }}
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!pending && !disabled) onSubmit()
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <ErrorSummary message={message} />
            {children}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton variant={variant} pending={pending} disabled={disabled}>
              {submitLabel}
            </SubmitButton>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

function focusFirstField(event: Event) {
  const field = event.currentTarget instanceof HTMLElement ? event.currentTarget.querySelector('input') : null
  if (!field) return
  event.preventDefault()
  field.focus()
}
