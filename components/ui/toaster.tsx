'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { toasterState } from './toast'

const SonnerToaster = lazy(() => import('./sonner-toaster'))

/** The place of toasts; empty until `toast` is first called. */
export function Toaster() {
  const wanted = useSyncExternalStore(toasterState.subscribe, toasterState.isWanted, () => false)
  return wanted ? (
    <Suspense>
      <SonnerToaster onReady={toasterState.markReady} />
    </Suspense>
  ) : null
}
