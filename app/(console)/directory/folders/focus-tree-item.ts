import { itemAbove } from './tree-keys'

/** Puts the focus on a folder's row, or, when that is about to go, on the row above it in the tree. */
export function focusTreeItem(id: number, { leaving = false } = {}): void {
  // The tree may stand twice on the page, beside the list and in the drawer; one of them is visible.
  const rows = document.querySelectorAll<HTMLElement>(`[role=treeitem][data-id="${id}"]`)
  const row = [...rows].find((candidate) => candidate.checkVisibility())
  const target = leaving && row ? itemAbove(row) : row
  target?.focus()
}
