'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useOptimistic, useRef, useState } from 'react'
import type { FolderBranch } from '@/lib/folders/types'
import { parentOf, relocatedPath } from '@/lib/rights/folder-paths'
import { rememberPreference } from '../../../../components/shell/preference'
import { useListNavigation } from '../../../../components/table/list-navigation'
import { focusTreeItem } from './focus-tree-item'
import { folderHref } from './folder-href'
import { FolderTreeView, type MenuAt } from './folder-tree-view'
import { offeredTo } from './offered'
import { formatOpenFolders, treeCookie } from './open-folders'
import type { FolderActions, FolderPage, FolderVerb } from './types'
import { useFolderTree } from './use-folder-tree'

const FolderMenu = dynamic(() => import('./folder-menu'))
const FolderDialog = dynamic(() => import('./folder-dialog'))

export type FolderTreeProps = {
  /** From listFolderTree, read with the selected path and the open ids. */
  tree: FolderBranch
  selectedPath: string
  /** From the cookie: parseOpenFolders. */
  open: number[]
  page: FolderPage
  actions?: FolderActions
}

/** The folders beside a list: links to the list of each, and what can be done with them. */
export function FolderTree({ tree, selectedPath, open, page, actions = {} }: FolderTreeProps) {
  const router = useRouter()
  const { navigate } = useListNavigation()
  const [selected, select] = useOptimistic(selectedPath)
  const [menu, setMenu] = useState<MenuAt>()
  const [dialog, setDialog] = useState<{ verb: FolderVerb; folder: FolderBranch }>()
  const leaving = useRef(false)
  const moved = useRef<number>(undefined)
  const [remembered, setRemembered] = useState(open)
  const remember = (ids: number[]) => {
    setRemembered(ids)
    rememberPreference(treeCookie, formatOpenFolders(ids))
  }
  const state = useFolderTree(tree, { key: selectedPath, open: remembered, onOpen: remember })

  function go(folder: FolderBranch) {
    state.toggle(folder, true)
    startTransition(() => {
      select(folder.path)
      navigate(folderHref(page, folder.path))
    })
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once the tree has it in its new place.
  useEffect(() => {
    if (moved.current === undefined) return
    // A row that moves takes its focus with it into nowhere.
    if (document.activeElement === document.body) focusTreeItem(moved.current)
    moved.current = undefined
  }, [tree])

  /** Shows the tree as it is now; when the selected path changed under us, at its new address. */
  function follow(path: string) {
    startTransition(() => {
      if (path !== selectedPath) router.replace(folderHref(page, path))
      router.refresh()
    })
  }

  const offers = (node: FolderBranch) => Object.values(offeredTo(node, actions)).some(Boolean)
  return (
    <>
      <FolderTreeView
        label="Folders"
        state={state}
        selectedPath={selected}
        hrefOf={(path) => folderHref(page, path)}
        onSelect={go}
        onMenu={Object.values(actions).some(Boolean) ? setMenu : undefined}
        hasMenu={offers}
      />
      {tree.isIncomplete && (
        <p className="px-2 pt-2 text-muted text-xs">
          You see more users than are looked up by folder. Some folders and counts are left out here.
        </p>
      )}
      {menu && (
        <FolderMenu
          at={menu}
          actions={actions}
          onClose={() => setMenu(undefined)}
          onChoose={(verb) => setDialog({ verb, folder: menu.node })}
        />
      )}
      {dialog && (
        <FolderDialog
          {...dialog}
          actions={actions}
          onClose={() => setDialog(undefined)}
          returnFocus={() => {
            focusTreeItem(dialog.folder.id, { leaving: leaving.current })
            leaving.current = false
          }}
          onCreated={() => {
            state.toggle({ ...dialog.folder, hasChildren: true }, true)
            follow(selectedPath)
          }}
          onRelocated={({ from, to }) => {
            moved.current = dialog.folder.id
            follow(relocatedPath(selectedPath, from, to))
          }}
          onDeleted={({ path, movedTo }) => {
            leaving.current = true
            follow(selectedPath === path ? (movedTo ?? parentOf(path)) : selectedPath)
          }}
        />
      )}
    </>
  )
}
