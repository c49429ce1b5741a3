'use client'

import { Menu } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/icon-button'
import { LazyDrawer, prepareDrawer } from '../ui/lazy-drawer'
import type { MenuSection } from './menu-data'
import { MenuLinks } from './menu-links'

/** The menu on a phone. */
export function MenuDrawer({ menu }: { menu: MenuSection[] }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        label="Open menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={prepareDrawer}
        onFocus={prepareDrawer}
        onClick={() => setOpen(true)}
        className="-ml-1.5 lg:hidden"
      >
        <Menu aria-hidden />
      </IconButton>
      <LazyDrawer title="Latchkey" open={open} onOpenChange={setOpen}>
        <nav aria-label="Main">
          <MenuLinks menu={menu} onFollow={() => setOpen(false)} />
        </nav>
      </LazyDrawer>
    </>
  )
}
