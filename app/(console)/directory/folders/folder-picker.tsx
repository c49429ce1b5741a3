'use client'

import { useId, useState } from 'react'
import type { FolderBranch, FolderNode } from '@/lib/folders/types'
import { folderLabel } from '@/lib/kernel/own-words'
import { useLookup } from '../../../../components/client/use-lookup'
import { FieldError } from '../../../../components/form/field'
import { SearchedChoices } from '../../../../components/form/searched-choices'
import { Button } from '../../../../components/ui/button'
import { Skeleton } from '../../../../components/ui/skeleton'
import { FolderResults } from './folder-results'
import { FolderTreeView } from './folder-tree-view'
import { useFolderTree } from './use-folder-tree'

export type PickedFolder = Pick<FolderNode, 'id' | 'path' | 'refused'>

type FolderPickerProps = {
  label: string
  selected: PickedFolder | undefined
  onSelect: (folder: PickedFolder) => void
  /** The folder whose surroundings are shown at first. */
  initialPath?: string
  /** Why a folder cannot be chosen, if it cannot. */
  reasonAgainst?: (folder: PickedFolder) => string | undefined
  error?: string | undefined
}

/** Chooses one folder: from the tree, or by typing a part of its path. */
export function FolderPicker({
  label,
  selected,
  onSelect,
  initialPath = '',
  reasonAgainst,
  error,
}: FolderPickerProps) {
  const id = useId()
  const [text, setText] = useState('')
  const tree = useLookup<FolderBranch>(
    `/directory/folders/tree?${new URLSearchParams({ selectedPath: initialPath })}`,
  )
  const shared = { label, selected, onSelect, reasonAgainst }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be described by its error.
    <div role="group" aria-labelledby={id} aria-describedby={error ? `${id}-error` : undefined}>
      <SearchedChoices
        labelId={id}
        label={label}
        chosen={selected ? folderLabel(selected.path) : 'Nothing chosen'}
        find="Find a folder"
        text={text}
        onText={setText}
      >
        <div className="h-60 border-line border-t overflow-y-auto overscroll-contain p-1.5 max-sm:h-[45dvh]">
          {text.trim() !== '' ? (
            <FolderResults {...shared} text={text.trim()} />
          ) : tree.data ? (
            <PickerTree {...shared} tree={tree.data} initialPath={initialPath} />
          ) : tree.error ? (
            <div role="alert" className="flex flex-col items-start gap-2 p-2 text-danger-ink text-sm">
              {tree.error}
              <Button size="sm" onClick={tree.retry}>
                Try again
              </Button>
            </div>
          ) : (
            <div aria-busy="true" className="flex flex-col gap-3 p-2">
              <span className="sr-only">Loading folders</span>
              <Skeleton className="w-1/2" />
              <Skeleton className="ml-4 w-1/3" />
              <Skeleton className="ml-4 w-2/5" />
            </div>
          )}
        </div>
      </SearchedChoices>
      {error && (
        <div className="mt-1">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
    </div>
  )
}

type PickerTreeProps = Pick<
  FolderPickerProps,
  'initialPath' | 'label' | 'selected' | 'onSelect' | 'reasonAgainst'
>

function PickerTree({
  tree,
  initialPath,
  label,
  selected,
  onSelect,
  reasonAgainst,
}: PickerTreeProps & { tree: FolderBranch }) {
  const state = useFolderTree(tree, { key: '' })
  return (
    <FolderTreeView
      label={label}
      state={state}
      selectedPath={selected?.path}
      revealPath={initialPath}
      onSelect={({ id, path }) => onSelect({ id, path })}
      reasonAgainst={reasonAgainst}
    />
  )
}
