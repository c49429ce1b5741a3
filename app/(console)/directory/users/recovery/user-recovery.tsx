'use client'

import { useEffect } from 'react'
import { useLazyDialog } from '@/components/client/use-lazy-dialog'
import type { WantedRecovery } from './way'

export type UserRecoveryProps = {
  /** The dialog is shut without. */
  wanted: WantedRecovery | undefined
  onClose: () => void
}

const load = () => import('./recovery-dialog')

/** Makes a recovery link for a user, to be shown or mailed. Its code comes when it is wanted. */
export function UserRecovery({ wanted, onClose }: UserRecoveryProps) {
  const { Dialog, fetchNow } = useLazyDialog(load)
  const isWanted = wanted !== undefined
  useEffect(() => {
    if (isWanted) fetchNow().then((fetched) => fetched || onClose())
  }, [isWanted, fetchNow, onClose])
  return Dialog && wanted ? <Dialog {...wanted} onClose={onClose} /> : null
}
