'use client'

import type { ReactNode } from 'react'
import { CancelButton } from '../../../../components/client/dialog'
import { Form } from '../../../../components/client/form'
import { FormDialog } from '../../../../components/client/form-dialog'
import { ErrorSummary } from '../../../../components/form/error-summary'
import { SubmitButton } from '../../../../components/form/submit-button'
import { DialogBody, DialogFooter } from '../../../../components/ui/dialog'

type FolderFormDialogProps = {
  title: string
  description?: ReactNode
  submitLabel: string
  pending: boolean
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
  pending,
  message,
  onSubmit,
  onClose,
  returnFocus,
  children,
}: FolderFormDialogProps) {
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      size="sm"
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        returnFocus()
      }}
    >
      <Form pending={pending} onSubmit={onSubmit}>
        <DialogBody className="flex flex-col gap-4">
          <ErrorSummary message={message} />
          {children}
        </DialogBody>
        <DialogFooter>
          <CancelButton />
          <SubmitButton pending={pending}>{submitLabel}</SubmitButton>
        </DialogFooter>
      </Form>
    </FormDialog>
  )
}
