'use client'

import { useId } from 'react'
import type { FolderNode } from '@/lib/folders/types'
import { useLookup } from '../../../../components/client/use-lookup'
import { Button } from '../../../../components/ui/button'
import { shortCount, usersTitle } from './folder-text'

type Found = Pick<FolderNode, 'id' | 'path' | 'directUsers' | 'totalUsers' | 'refused'>
type Picked = Pick<FolderNode, 'id' | 'path' | 'refused'>

type FolderResultsProps = {
  text: string
  label: string
  selected: Picked | undefined
  onSelect: (folder: Picked) => void
  reasonAgainst: ((folder: Picked) => string | undefined) | undefined
}

const limit = 30

/** The folders whose path holds the text, as a list to choose from. */
export function FolderResults({ text, label, selected, onSelect, reasonAgainst }: FolderResultsProps) {
  const name = useId()
  const found = useLookup<Found[]>(
    `/directory/folders/search?${new URLSearchParams({ text, limit: String(limit) })}`,
    120,
  )
  if (found.error)
    return (
      <div role="alert" className="flex flex-col items-start gap-2 p-2 text-danger-ink text-sm">
        {found.error}
        <Button size="sm" onClick={found.retry}>
          Try again
        </Button>
      </div>
    )
  if (!found.data)
    return (
      <p role="status" className="p-2 text-muted text-sm">
        Searching…
      </p>
    )
  if (found.data.length === 0)
    return (
      <p role="status" className="break-words p-2 text-muted text-sm">
        No folder has “{text}” in its path.
      </p>
    )
  return (
    <div role="radiogroup" aria-label={label}>
      {found.data.map((folder) => {
        const reason = reasonAgainst?.(folder)
        return (
          <label key={folder.id} className="tree-result" title={reason ?? folder.path}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              disabled={reason !== undefined}
              checked={selected?.id === folder.id}
              onChange={() => onSelect({ id: folder.id, path: folder.path })}
            />
            <span className="min-w-0 flex-1 break-words">{folder.path}</span>
            <span className="tree-count" title={usersTitle(folder)}>
              {shortCount(folder.totalUsers)}
            </span>
          </label>
        )
      })}
      {found.data.length === limit && (
        <p className="p-2 text-muted text-xs">These are the first {limit}. Type more to narrow them down.</p>
      )}
    </div>
  )
}
