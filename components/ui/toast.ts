'use client'

import type { ExternalToast } from 'sonner'

type Kind = 'success' | 'error' | 'warning' | 'info'

let wanted = false
let onWanted = () => {}
let markReady = () => {}
const ready = new Promise<void>((resolve) => {
  markReady = resolve
})

async function show(kind: Kind, message: string, options?: ExternalToast) {
  wanted = true
  onWanted()
  await ready
  const { toast: sonner } = await import('sonner')
  sonner[kind](message, options)
}

/** Shows a confirmation or a failure, top right. The library comes with the first one. */
export const toast = {
  success: (message: string, options?: ExternalToast) => void show('success', message, options),
  error: (message: string, options?: ExternalToast) => void show('error', message, options),
  warning: (message: string, options?: ExternalToast) => void show('warning', message, options),
  info: (message: string, options?: ExternalToast) => void show('info', message, options),
}

/** For the Toaster alone. */
export const toasterState = {
  subscribe(notify: () => void) {
    onWanted = notify
    return () => {
      onWanted = () => {}
    }
  },
  isWanted: () => wanted,
  markReady: () => markReady(),
}
