'use client'

import { useState } from 'react'
import type { FolderBranch, FolderChildren } from '@/lib/folders/types'
import { readLookup, reasonOf } from '../../../../components/client/read-lookup'

type Children = { children: FolderBranch[]; moreAfter?: number | undefined }
type Loading = 'loading' | { error: string }

/**
 * What of the tree is open and known. The server's tree is the truth and replaces what was loaded here as soon as it
 * holds the same; `key` is what it was read for: when that changes, what the server shows open opens.
 */
export function useFolderTree(
  server: FolderBranch,
  { key, open: remembered = [], onOpen }: { key: string; open?: number[]; onOpen?: (ids: number[]) => void },
) {
  const [seen, setSeen] = useState({ server, key })
  const [open, setOpen] = useState(() => new Set([...remembered, ...expandedIds(server)]))
  const [loaded, setLoaded] = useState<ReadonlyMap<number, Children>>(new Map())
  const [loading, setLoading] = useState<ReadonlyMap<number, Loading>>(new Map())

  if (seen.server !== server) {
    setSeen({ server, key })
    const expanded = expandedIds(server)
    setLoaded(without(loaded, expanded))
    if (seen.key !== key) setOpen(new Set([...open, ...expanded]))
  }

  function childrenOf(node: FolderBranch): Children | undefined {
    return loaded.get(node.id) ?? (node.children && { children: node.children, moreAfter: node.moreAfter })
  }

  const isOpen = (node: FolderBranch) => node.depth === 0 || (node.hasChildren && open.has(node.id))

  function toggle(node: FolderBranch, wanted = !isOpen(node)) {
    if (node.depth === 0 || !node.hasChildren || wanted === isOpen(node)) return
    const next = new Set(open)
    next.delete(node.id)
    if (wanted) next.add(node.id)
    setOpen(next)
    onOpen?.([...next])
    if (wanted && !childrenOf(node)) void load(node)
  }

  /** Loads the children of a folder, or those that follow the ones shown. */
  async function load(node: FolderBranch) {
    const known = childrenOf(node)
    const query = new URLSearchParams({ parent: String(node.id) })
    if (known?.moreAfter) query.set('after', String(known.moreAfter))
    setLoading((map) => new Map(map).set(node.id, 'loading'))
    try {
      const page = await readLookup<FolderChildren>(`/directory/folders/children?${query}`)
      const fresh = page.children.filter((child) => !known?.children.some(({ id }) => id === child.id))
      const children = [...(known?.children ?? []), ...fresh]
      setLoaded((map) => new Map(map).set(node.id, { children, moreAfter: page.moreAfter }))
      setLoading((map) => without(map, [node.id]))
    } catch (error) {
      setLoading((map) => new Map(map).set(node.id, { error: reasonOf(error) }))
    }
  }

  return { root: server, childrenOf, isOpen, toggle, load, loadingOf: (id: number) => loading.get(id) }
}

export type FolderTreeState = ReturnType<typeof useFolderTree>

function expandedIds(branch: FolderBranch): number[] {
  if (!branch.children) return []
  return [...(branch.depth === 0 ? [] : [branch.id]), ...branch.children.flatMap(expandedIds)]
}

function without<Value>(map: ReadonlyMap<number, Value>, ids: number[]): ReadonlyMap<number, Value> {
  if (!ids.some((id) => map.has(id))) return map
  return new Map([...map].filter(([id]) => !ids.includes(id)))
}
