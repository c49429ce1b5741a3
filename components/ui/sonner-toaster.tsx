'use client'

import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { type CSSProperties, useEffect } from 'react'
import { Toaster as Sonner } from 'sonner'

const look = {
  '--normal-bg': 'var(--color-raised)',
  '--normal-text': 'var(--color-ink)',
  '--normal-border': 'transparent',
  '--border-radius': 'var(--radius-lg)',
  '--width': '22rem',
  '--toast-close-button-start': 'unset',
  '--toast-close-button-end': '0',
  '--toast-close-button-transform': 'translate(35%, -35%)',
  fontFamily: 'inherit',
} as CSSProperties

export default function SonnerToaster({ onReady }: { onReady: () => void }) {
  // After the effects of the child, which listens by then.
  useEffect(onReady, [onReady])
  return (
    <Sonner
      position="top-right"
      offset={{ top: 60, right: 16 }}
      mobileOffset={{ top: 60, left: 12, right: 12 }}
      closeButton
      toastOptions={{ className: 'shadow-pop! text-sm!', classNames: { description: 'text-muted!' } }}
      style={look}
      icons={{
        success: <CircleCheck aria-hidden className="size-4.5 text-success-ink" />,
        error: <CircleAlert aria-hidden className="size-4.5 text-danger-ink" />,
        warning: <TriangleAlert aria-hidden className="size-4.5 text-warning-ink" />,
        info: <Info aria-hidden className="size-4.5 text-accent-ink" />,
      }}
    />
  )
}
