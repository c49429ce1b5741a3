'use client'

import { useRef } from 'react'

/**
 * Gives the focus back to what had it when a dialog opened. Radix only knows a dialog's own trigger, and most of
 * ours are opened by a key, a row or an entry of a menu that is gone by then.
 */
export function useRestoreFocus() {
  const opener = useRef<HTMLElement>(null)
  return {
    onOpenAutoFocus: () => {
      const active = document.activeElement
      const menu = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
      const found = menu ? document.getElementById(menu) : active
      opener.current = found instanceof HTMLElement ? found : null
    },
    onCloseAutoFocus: (event: Event) => {
      if (!opener.current?.isConnected || opener.current === document.body) return
      event.preventDefault()
      opener.current.focus()
    },
  }
}
