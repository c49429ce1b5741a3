'use client'

import { useEffect } from 'react'
import { useLazyDialog } from '@/components/client/use-lazy-dialog'
import type { UserActProps } from './act'

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
