'use client'

import { useEffect } from 'react'
import { useLazyDialog } from '../user-form/use-lazy-dialog'
import type { Act, ActName, AllowedActs } from './act'

export type UserActProps = {
  /** What is to be reviewed; the dialog is shut without. */
  act: Act | undefined
  allowed: AllowedActs
  onClose: () => void
  /** It is done, perhaps not the act that was begun: deactivating takes the place of deleting. */
  onDone: (name: ActName) => void
}

const load = () => import('./act-dialog')

/** The review of what is about to be done to users. Its code comes when it is wanted. */
export function UserAct(props: UserActProps) {
  const { act, onClose } = props
  const { Dialog, fetchNow } = useLazyDialog(load)
  const wanted = act !== undefined
  useEffect(() => {
    if (wanted) fetchNow().then((fetched) => fetched || onClose())
  }, [wanted, fetchNow, onClose])
  return Dialog && act ? <Dialog {...props} act={act} /> : null
}
