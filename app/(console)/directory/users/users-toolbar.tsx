'use client'

import { Columns3, ListFilter } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { CompletingSearch } from '@/components/form/completing-search'
import { useListNavigation } from '@/components/table/list-navigation'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/switch'
import type { Column } from './columns'
import { type ListView, listHref, listPath } from './list-href'
import { completeQuery } from './query-completion'
import { ScopeSwitch } from './scope-switch'
import { useSearchText } from './use-search-text'

const loadFilters = () => import('./filter-popover')
const FilterPopover = lazy(loadFilters)
const loadColumns = () => import('./columns-menu')
const ColumnsMenu = lazy(loadColumns)

type UsersToolbarProps = {
  view: ListView
  hasProblem: boolean
  hasSubfolders: boolean
  filters: number
  hiddenColumns: Column[]
}

/** Search, filters and columns. A plain form until JavaScript arrives. */
export function UsersToolbar({ view, hasProblem, hasSubfolders, filters, hiddenColumns }: UsersToolbarProps) {
  const { navigate } = useListNavigation()
  const search = useSearchText(view.q)
  const box = useRef<HTMLFormElement>(null)
  const [filtersUsed, setFiltersUsed] = useState(false)
  const [columnsUsed, setColumnsUsed] = useState(false)
  useSlashKey(() => box.current?.querySelector<HTMLInputElement>('[name=q]')?.focus())

  const filterButton = (
    <Button onPointerEnter={loadFilters} onFocus={loadFilters} onClick={() => setFiltersUsed(true)}>
      <ListFilter aria-hidden /> Filter
      {filters > 0 && (
        <span className="rounded-full bg-accent-soft px-1.5 text-accent-ink text-xs">{filters}</span>
      )}
    </Button>
  )
  const columnsButton = (
    <Button
      className="max-sm:hidden"
      aria-haspopup="menu"
      onPointerEnter={loadColumns}
      onFocus={loadColumns}
      onClick={() => setColumnsUsed(true)}
    >
      <Columns3 aria-hidden /> Columns
    </Button>
  )
  return (
    <form
      ref={box}
      action={listPath}
      className="contents"
      onSubmit={(event) => {
        event.preventDefault()
        search.submit()
      }}
    >
      <KeptInPlainForm view={view} />
      <CompletingSearch
        name="q"
        aria-label="Search users"
        aria-invalid={hasProblem || undefined}
        aria-describedby={hasProblem ? 'search-problem' : undefined}
        aria-keyshortcuts="/"
        placeholder="Search, or type active:no"
        className="min-w-48 flex-1 lg:max-w-96"
        value={search.text}
        onChange={search.type}
        complete={completeQuery}
      />
      <ScopeSwitch view={{ ...view, q: search.text }} />
      {filtersUsed ? (
        <Suspense fallback={filterButton}>
          <FilterPopover text={search.text} onChange={search.set} trigger={filterButton} />
        </Suspense>
      ) : (
        filterButton
      )}
      {hasSubfolders && (
        <label className="flex h-8 cursor-pointer items-center gap-2 text-sm">
          <input type="hidden" name="subfolders" value="no" />
          <Switch
            key={String(view.subfolders)}
            name="subfolders"
            value="yes"
            defaultChecked={view.subfolders}
            onChange={(event) =>
              navigate(listHref({ ...view, q: search.text }, { subfolders: event.currentTarget.checked }))
            }
          />
          Include sub-folders
        </label>
      )}
      <noscript>
        <Button type="submit">Search</Button>
      </noscript>
      {columnsUsed ? (
        <Suspense fallback={columnsButton}>
          <ColumnsMenu hidden={hiddenColumns} trigger={columnsButton} />
        </Suspense>
      ) : (
        columnsButton
      )}
    </form>
  )
}

function KeptInPlainForm({ view }: { view: ListView }) {
  const kept = { folder: view.folder, from: view.from, sort: view.sort, size: view.size }
  return Object.entries(kept).map(([name, value]) =>
    value ? <input key={name} type="hidden" name={name} value={value} /> : null,
  )
}

function useSlashKey(focus: () => void) {
  const latest = useRef(focus)
  useEffect(() => {
    latest.current = focus
  })
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable], [role=dialog]')
      )
        return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
