import type { ReactNode } from 'react'

/** Names and values of one thing, as rows of a card. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="-my-1.5 flex flex-col divide-y divide-line-soft text-sm">{children}</dl>
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[minmax(6.5rem,2fr)_minmax(0,5fr)] items-center gap-x-4 py-1.5">
      <dt className="text-muted">{label}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

/** What stands for a value that is not there. */
export function Nothing({ children = 'None' }: { children?: ReactNode }) {
  return <span className="text-muted">{children}</span>
}
