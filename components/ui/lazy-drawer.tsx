'use client'

import { type ComponentProps, lazy, Suspense, useState } from 'react'

/** Fetches the drawer's code; for the first sign that it is wanted. */
export const prepareDrawer = () => import('./drawer')
const Drawer = lazy(prepareDrawer)

/** A drawer whose code comes when it first opens: on wide screens it never does. */
export function LazyDrawer(props: ComponentProps<typeof Drawer>) {
  const [used, setUsed] = useState(props.open)
  if (props.open && !used) setUsed(true)
  if (!used) return null
  return (
    <Suspense>
      <Drawer {...props} />
    </Suspense>
  )
}
