'use client'

import { useEffect } from 'react'
import { useLazyDialog } from './user-form/use-lazy-dialog'

const load = () => import('./user-form/edit-dialog')

/** The dialog that edits a user; it reads the user itself when it opens. */
export function EditUser({
  userId,
  open,
  onOpenChange,
}: {
  userId: number
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { Dialog, fetchNow } = useLazyDialog(load)
  useEffect(() => {
    if (open) fetchNow().then((fetched) => fetched || onOpenChange(false))
  }, [open, fetchNow, onOpenChange])
  return Dialog ? <Dialog userId={userId} open={open} onOpenChange={onOpenChange} /> : null
}
