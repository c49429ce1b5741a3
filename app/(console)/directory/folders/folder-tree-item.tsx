'use client'

import type { CSSProperties, MouseEvent } from 'react'
import type { FolderBranch } from '@/lib/folders/types'
import { isolated } from '@/lib/kernel/isolated'
import { shortCount, usersTitle } from './folder-text'
import type { FolderTreeState } from './use-folder-tree'

export type TreeItemContext = {
  state: FolderTreeState
  idPrefix: string
  selectedPath: string | undefined
  /** The one item that Tab reaches. */
  activeId: number
  /** Before it runs in the browser, rows are plain links. */
  running: boolean
  hrefOf: ((path: string) => string) | undefined
  reasonAgainst: ((node: FolderBranch) => string | undefined) | undefined
  choose: (node: FolderBranch, event: MouseEvent) => void
  hasMenu: (node: FolderBranch) => boolean
  openMenu: ((node: FolderBranch, event: MouseEvent<HTMLElement>) => void) | undefined
}

export function FolderTreeItem({ node, tree }: { node: FolderBranch; tree: TreeItemContext }) {
  const { state, running, hrefOf } = tree
  const openMenu = tree.hasMenu(node) ? tree.openMenu : undefined
  const open = state.isOpen(node)
  const loading = state.loadingOf(node.id)
  const labelId = `${tree.idPrefix}-${node.id}`
  const reason = tree.reasonAgainst?.(node)
  const selected = node.path === tree.selectedPath
  const active = node.id === tree.activeId
  const label = (
    <>
      <span className="tree-name">{node.name}</span>
      <span className="tree-count" title={usersTitle(node)}>
        {shortCount(node.totalUsers)}
        <span className="sr-only"> {node.totalUsers === 1 ? 'user' : 'users'}</span>
      </span>
    </>
  )
  const shared = { id: labelId, className: 'tree-label', title: reason ?? node.path }
  return (
    <li role="none">
      {/* Beside its group, not around it: what is said of a folder, such as "disabled", is not said of those below. */}
      <div
        role="treeitem"
        aria-labelledby={labelId}
        aria-owns={open && node.hasChildren ? `${labelId}-group` : undefined}
        aria-level={node.depth + 1}
        aria-expanded={node.hasChildren ? open : undefined}
        aria-selected={selected}
        aria-disabled={reason ? true : undefined}
        aria-busy={loading === 'loading' || undefined}
        tabIndex={running ? (active ? 0 : -1) : undefined}
        className="tree-row"
        style={{ '--depth': node.depth } as CSSProperties}
        data-id={node.id}
        data-name={node.name}
        data-fixed={node.depth === 0 ? '' : undefined}
        onContextMenu={openMenu && ((event) => openMenu(node, event))}
      >
        <span
          aria-hidden
          className="tree-chevron"
          data-state={node.hasChildren && node.depth > 0 ? (open ? 'open' : 'closed') : undefined}
          onClick={() => state.toggle(node)}
        />
        {hrefOf ? (
          <a
            {...shared}
            href={hrefOf(node.path)}
            aria-current={selected ? 'page' : undefined}
            tabIndex={running ? -1 : undefined}
            onClick={(event) => tree.choose(node, event)}
          >
            {label}
          </a>
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the treeitem handles the keyboard.
          // biome-ignore lint/a11y/noStaticElementInteractions: the treeitem handles the keyboard.
          <span {...shared} onClick={(event) => tree.choose(node, event)}>
            {label}
          </span>
        )}
        {openMenu && running && (
          <button
            type="button"
            className="tree-more"
            aria-label={`Actions for ${isolated(node.name)}`}
            aria-haspopup="menu"
            tabIndex={active ? 0 : -1}
            onClick={(event) => openMenu(node, event)}
          />
        )}
      </div>
      {open && node.hasChildren && <FolderTreeGroup id={`${labelId}-group`} node={node} tree={tree} />}
    </li>
  )
}

function FolderTreeGroup({ id, node, tree }: { id: string; node: FolderBranch; tree: TreeItemContext }) {
  const { state, running } = tree
  const known = state.childrenOf(node)
  const loading = state.loadingOf(node.id)
  const failed = typeof loading === 'object' ? loading.error : undefined
  const deed = failed ? 'Try again' : known?.moreAfter && loading !== 'loading' ? 'Show more' : undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a tree is not a fieldset.
    <ul role="group" id={id}>
      {known?.children.map((child) => (
        <FolderTreeItem key={child.id} node={child} tree={tree} />
      ))}
      {loading === 'loading' && (
        <li role="none" className="tree-note" style={depthOf(node)}>
          Loading…
        </li>
      )}
      {deed && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Enter and Space arrive here as clicks.
        <li
          role="treeitem"
          aria-level={node.depth + 2}
          tabIndex={running ? -1 : undefined}
          className="tree-note"
          style={depthOf(node)}
          data-deed=""
          data-failed={failed ? '' : undefined}
          data-name={deed}
          onClick={() => state.load(node)}
        >
          {failed && <span>{failed} </span>}
          <span className="tree-deed">{deed}</span>
        </li>
      )}
    </ul>
  )
}

function depthOf(node: FolderBranch) {
  return { '--depth': node.depth + 1 } as CSSProperties
}
