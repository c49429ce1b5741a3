'use client'

import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { Kbd } from '../ui/kbd'
import type { MenuSection } from './menu-data'
import { type PaletteAction, searchAt } from './palette-data'

const loadPalette = () => import('./command-palette')
const CommandPalette = lazy(loadPalette)

const never = () => () => {}
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

type GlobalSearchProps = { menu: MenuSection[]; actions: PaletteAction[]; searchUrl?: string | undefined }

/** The button and the keys that open the palette; its code comes with the first use. */
export function GlobalSearch({ menu, actions, searchUrl }: GlobalSearchProps) {
  const [open, setOpen] = useState(false)
  const [used, setUsed] = useState(false)
  const mac = useSyncExternalStore(never, isMac, () => false)
  const search = useMemo(() => (searchUrl ? searchAt(searchUrl) : undefined), [searchUrl])

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      if (event.shiftKey || event.altKey) return
      event.preventDefault()
      setUsed(true)
      setOpen((before) => !before)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={loadPalette}
        onFocus={loadPalette}
        onClick={() => {
          setUsed(true)
          setOpen(true)
        }}
        className="mr-1 flex h-8 shrink-0 items-center gap-2 rounded-md text-muted text-sm hover:text-ink max-sm:size-10 max-sm:justify-center sm:w-52 sm:border sm:border-control/55 sm:bg-surface sm:pr-1.5 sm:pl-2.5 sm:hover:border-control"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1 text-left max-sm:sr-only">Search</span>
        <Kbd aria-hidden className="max-sm:hidden">
          {mac ? '⌘K' : 'Ctrl K'}
        </Kbd>
      </button>
      {used && (
        <Suspense>
          <CommandPalette open={open} onOpenChange={setOpen} menu={menu} actions={actions} search={search} />
        </Suspense>
      )}
    </>
  )
}
