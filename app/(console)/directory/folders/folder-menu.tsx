'use client'

import { FolderInput, FolderPlus, PencilLine, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { isolated } from '@/lib/kernel/isolated'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '../../../../components/ui/menu'
import { focusTreeItem } from './focus-tree-item'
import type { MenuAt } from './folder-tree-view'
import { offeredTo } from './offered'
import type { FolderActions, FolderVerb } from './types'

type FolderMenuProps = {
  at: MenuAt
  actions: FolderActions
  onClose: () => void
  onChoose: (verb: FolderVerb) => void
}

/** One menu for all rows, opened where it was asked for. Focus goes back to the row, or on to the dialog. */
export default function FolderMenu({ at, actions: all, onClose, onChoose }: FolderMenuProps) {
  const chosen = useRef<FolderVerb>(undefined)
  const actions = offeredTo(at.node, all)
  const isRoot = at.node.depth === 0
  const choose = (verb: FolderVerb) => () => {
    chosen.current = verb
  }
  return (
    <Menu open onOpenChange={(open) => !open && onClose()}>
      <MenuTrigger asChild>
        <span aria-hidden tabIndex={-1} className="fixed size-0" style={{ left: at.x, top: at.y }} />
      </MenuTrigger>
      <MenuContent
        align="start"
        sideOffset={2}
        aria-label={`Actions for ${isolated(at.node.name)}`}
        aria-labelledby={undefined}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          focusTreeItem(at.node.id)
          if (chosen.current) onChoose(chosen.current)
        }}
      >
        {actions.create && (
          <MenuItem onSelect={choose('create')}>
            <FolderPlus aria-hidden />
            New folder
          </MenuItem>
        )}
        {actions.rename && (
          <MenuItem disabled={isRoot} onSelect={choose('rename')}>
            <PencilLine aria-hidden />
            Rename
          </MenuItem>
        )}
        {actions.move && (
          <MenuItem disabled={isRoot} onSelect={choose('move')}>
            <FolderInput aria-hidden />
            Move
          </MenuItem>
        )}
        {actions.delete && (
          <>
            <MenuSeparator />
            <MenuItem tone="danger" disabled={isRoot} onSelect={choose('delete')}>
              <Trash2 aria-hidden />
              Delete
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  )
}
