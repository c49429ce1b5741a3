'use client'

import * as Radix from '@radix-ui/react-dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'
import { useRestoreFocus } from './restore-focus'

type DrawerProps = {
  title: string
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

/** A panel from the left edge: the menu and the folder tree on small screens. */
export default function Drawer({ title, open, onOpenChange, children }: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <DrawerContent title={title}>{children}</DrawerContent>
    </Radix.Root>
  )
}

function DrawerContent({ title, children }: { title: string; children: ReactNode }) {
  const restoreFocus = useRestoreFocus()
  return (
    <Radix.Portal>
      <Radix.Overlay className="motion-fade fixed inset-0 z-50 bg-overlay" />
      <Radix.Content
        {...restoreFocus}
        aria-describedby={undefined}
        className="motion-slide fixed inset-y-0 left-0 z-50 flex w-[min(20rem,86vw)] flex-col bg-raised shadow-modal outline-none"
      >
        <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-2 pl-4">
          <Radix.Title className="flex-1 truncate font-semibold">{title}</Radix.Title>
          <Radix.Close asChild>
            <IconButton label="Close">
              <X aria-hidden />
            </IconButton>
          </Radix.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">{children}</div>
      </Radix.Content>
    </Radix.Portal>
  )
}
