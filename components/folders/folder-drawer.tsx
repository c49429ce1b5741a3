'use client'

import { FolderTree as Icon } from 'lucide-react'
import { useState } from 'react'
import { buttonClass } from '../ui/button'
import { Drawer, DrawerContent, DrawerTrigger } from '../ui/drawer'
import { folderLabel } from './folder-text'
import { FolderTree, type FolderTreeProps } from './folder-tree'

/** The tree on small screens: a button that names the folder and opens the tree; choosing one closes it. */
export function FolderDrawer(props: FolderTreeProps) {
  const [openFor, setOpenFor] = useState<string>()
  const open = openFor === props.selectedPath
  return (
    <Drawer open={open} onOpenChange={(next) => setOpenFor(next ? props.selectedPath : undefined)}>
      <DrawerTrigger
        className={buttonClass({ className: 'min-w-0 max-w-full shrink justify-start lg:hidden' })}
      >
        <Icon aria-hidden />
        <span className="sr-only">Folder: </span>
        <span className="truncate">{folderLabel(props.selectedPath)}</span>
      </DrawerTrigger>
      <DrawerContent title="Folders">
        <FolderTree {...props} />
      </DrawerContent>
    </Drawer>
  )
}
