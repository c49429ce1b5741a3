'use client'

import { Menu } from 'lucide-react'
import { useState } from 'react'
import { Drawer, DrawerContent, DrawerTrigger } from '../ui/drawer'
import { IconButton } from '../ui/icon-button'
import type { MenuSection } from './menu-data'
import { MenuLinks } from './menu-links'

/** The menu on a phone. */
export function MenuDrawer({ menu }: { menu: MenuSection[] }) {
  const [open, setOpen] = useState(false)
  return (
    <Drawer open={open} onOpenChange={setOpen}>
      <DrawerTrigger asChild>
        <IconButton label="Open menu" className="-ml-1.5 lg:hidden">
          <Menu aria-hidden />
        </IconButton>
      </DrawerTrigger>
      <DrawerContent title="Latchkey">
        <nav aria-label="Main">
          <MenuLinks menu={menu} onFollow={() => setOpen(false)} />
        </nav>
      </DrawerContent>
    </Drawer>
  )
}
