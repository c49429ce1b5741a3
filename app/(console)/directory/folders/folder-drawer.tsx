'use client'

import { FolderTree as Icon } from 'lucide-react'
import { useState } from 'react'
import { folderLabel } from '@/lib/kernel/own-words'
import { buttonClass } from '../../../../components/ui/button'
import { LazyDrawer, prepareDrawer } from '../../../../components/ui/lazy-drawer'
import { FolderTree, type FolderTreeProps } from './folder-tree'

/** The tree on small screens: a button that names the folder and opens the tree; choosing one closes it. */
export function FolderDrawer(props: FolderTreeProps) {
  const [openFor, setOpenFor] = useState<string>()
  const open = openFor === props.selectedPath
  const show = (next: boolean) => setOpenFor(next ? props.selectedPath : undefined)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={prepareDrawer}
        onFocus={prepareDrawer}
        onClick={() => show(true)}
        className={buttonClass({ className: 'min-w-0 max-w-full shrink justify-start lg:hidden' })}
      >
        <Icon aria-hidden />
        <span className="sr-only">Folder: </span>
        <span className="truncate">{folderLabel(props.selectedPath)}</span>
      </button>
      <LazyDrawer title="Folders" open={open} onOpenChange={show}>
        <FolderTree {...props} />
      </LazyDrawer>
    </>
  )
}
