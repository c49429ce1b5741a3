'use client'

import { type ComponentType, useEffect } from 'react'
import { useLazyDialog } from './use-lazy-dialog'

type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** A dialog whose code is fetched when it first opens. */
export function lazyDialog<Props extends DialogProps>(
  load: () => Promise<{ default: ComponentType<Props> }>,
) {
  return function LazyDialog(props: Props) {
    const { Dialog, fetchNow } = useLazyDialog(load)
    const { open, onOpenChange } = props
    useEffect(() => {
      if (open) fetchNow().then((fetched) => fetched || onOpenChange(false))
    }, [open, fetchNow, onOpenChange])
    return Dialog ? <Dialog {...props} /> : null
  }
}
