import type { ReactNode } from 'react'
import { ListNavigation } from './list-navigation'

type ListLayoutProps = {
  title: ReactNode
  meta?: ReactNode
  actions?: ReactNode
  /** The folder tree or any other way to narrow the list; on a phone give the drawer to `toolbar`. */
  side?: ReactNode
  sideLabel?: string
  toolbar?: ReactNode
  /** The bar of what is selected; floats over the end of the table. */
  bulk?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

/** The parts of a list page in their places; `children` is a table-wrap or a state that stands for it. */
export function ListLayout({
  title,
  meta,
  actions,
  side,
  sideLabel,
  toolbar,
  bulk,
  footer,
  children,
}: ListLayoutProps) {
  return (
    <ListNavigation className="list-page">
      {side && (
        <aside className="list-side" aria-label={sideLabel}>
          {side}
        </aside>
      )}
      <div className="list-main">
        <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-1">
          <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
            <h1 className="min-w-0 truncate font-semibold text-xl">{title}</h1>
            {meta && <div className="text-muted text-sm tabular-nums">{meta}</div>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </div>
        {toolbar && <div className="flex flex-wrap items-center gap-2 px-4 pt-1 pb-3">{toolbar}</div>}
        {children}
        {bulk}
        {footer && <div className="px-4 py-2">{footer}</div>}
      </div>
    </ListNavigation>
  )
}
