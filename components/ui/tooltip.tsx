'use client'

import * as Radix from '@radix-ui/react-tooltip'
import type { ComponentProps, ReactElement, ReactNode } from 'react'

/** A hint on hover and focus. Never the only place of a name: the trigger has its own. */
export function Tooltip({
  content,
  side,
  children,
}: {
  content: ReactNode
  side?: ComponentProps<typeof Radix.Content>['side']
  children: ReactElement
}) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="motion-pop z-50 max-w-64 origin-(--radix-tooltip-content-transform-origin) rounded-md bg-ink px-2 py-1 text-canvas text-xs"
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
