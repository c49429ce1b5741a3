import { useState } from 'react'

/** The rows of one page that are ticked. */
export function useSelectedIds() {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const toggle = (ids: number[], on: boolean) =>
    setSelected((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))
  return { selected, toggle, clear: () => setSelected(new Set()) }
}
