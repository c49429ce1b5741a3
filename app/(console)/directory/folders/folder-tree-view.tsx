'use client'

import { type MouseEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import type { FolderBranch } from '@/lib/folders/types'
import { FolderTreeItem } from './folder-tree-item'
import { useTreeKeys } from './tree-keys'
import type { FolderTreeState } from './use-folder-tree'

export type MenuAt = { node: FolderBranch; x: number; y: number }

type FolderTreeViewProps = {
  label: string
  state: FolderTreeState
  selectedPath?: string | undefined
  /** The folder to have in sight at first, when none is selected. */
  revealPath?: string | undefined
  /** With it rows are links, which work before JavaScript. */
  hrefOf?: (path: string) => string
  onSelect: (node: FolderBranch) => void
  /** Why a folder cannot be chosen, if it cannot. */
  reasonAgainst?: ((node: FolderBranch) => string | undefined) | undefined
  onMenu?: ((at: MenuAt) => void) | undefined
  /** Whether the menu of a folder holds anything. */
  hasMenu?: (node: FolderBranch) => boolean
}

/** The tree itself: roles, keyboard and rows. What choosing means is its owner's. */
export function FolderTreeView({
  label,
  state,
  selectedPath,
  revealPath,
  hrefOf,
  onSelect,
  reasonAgainst,
  onMenu,
  hasMenu = () => true,
}: FolderTreeViewProps) {
  const idPrefix = useId()
  const [focused, setFocused] = useState<number>()
  const running = useSyncExternalStore(noChanges, inBrowser, onServer)
  const visible = visibleNodes(state)
  const selected = visible.find((node) => node.path === selectedPath)
  const active = visible.find((node) => node.id === focused) ?? selected ?? state.root

  const list = useRef<HTMLUListElement>(null)
  const revealed = visible.find((node) => node.path === (selectedPath ?? revealPath))?.id
  const firstRevealed = useRef(revealed)
  useEffect(() => {
    const row = list.current?.querySelector(`[data-id="${firstRevealed.current}"]`)
    row?.scrollIntoView({ block: 'nearest' })
  }, [])

  const nodeOf = (item: HTMLElement) => visible.find((node) => String(node.id) === item.dataset.id)

  const onKeyDown = useTreeKeys({
    toggle(item, open) {
      const node = nodeOf(item)
      if (node) state.toggle(node, open)
    },
    choose(item) {
      if (item.dataset.deed !== undefined) item.click()
      const node = nodeOf(item)
      if (node && !reasonAgainst?.(node)) onSelect(node)
    },
    menu:
      onMenu &&
      ((item) => {
        const node = nodeOf(item)
        const box = item.getBoundingClientRect()
        if (node && hasMenu(node)) onMenu({ node, x: box.left + 24, y: box.bottom })
      }),
  })

  function choose(node: FolderBranch, event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setFocused(node.id)
    if (!reasonAgainst?.(node)) onSelect(node)
  }

  function openMenu(node: FolderBranch, event: MouseEvent<HTMLElement>) {
    event.preventDefault()
    setFocused(node.id)
    const box = event.currentTarget.getBoundingClientRect()
    const atPointer = event.type === 'contextmenu'
    onMenu?.({ node, x: atPointer ? event.clientX : box.left, y: atPointer ? event.clientY : box.bottom })
  }

  const tree = {
    state,
    idPrefix,
    selectedPath,
    activeId: active.id,
    running,
    hrefOf,
    reasonAgainst,
    choose,
    openMenu: onMenu && openMenu,
    hasMenu,
  }
  return (
    <ul
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the tree pattern, whose items are list items.
      role="tree"
      aria-label={label}
      className="tree"
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const id = event.target.closest<HTMLElement>('[role=treeitem]')?.dataset.id
        if (id) setFocused(Number(id))
      }}
    >
      <FolderTreeItem node={state.root} tree={tree} />
    </ul>
  )
}

function visibleNodes(state: FolderTreeState, node = state.root): FolderBranch[] {
  const children = state.isOpen(node) ? state.childrenOf(node)?.children : undefined
  return [node, ...(children ?? []).flatMap((child) => visibleNodes(state, child))]
}

const noChanges = () => () => {}
const inBrowser = () => true
const onServer = () => false
