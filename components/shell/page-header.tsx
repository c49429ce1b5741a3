import type { ReactNode } from 'react'

/** Title of a page, what is to be known about it, and what can be done. */
export function PageHeader({
  title,
  meta,
  media,
  actions,
  breadcrumb,
}: {
  title: ReactNode
  meta?: ReactNode
  media?: ReactNode
  actions?: ReactNode
  breadcrumb?: ReactNode
}) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
      {media}
      <div className="min-w-0 flex-1 max-sm:basis-full">
        {breadcrumb && <div className="mb-1">{breadcrumb}</div>}
        <h1 className="break-words font-semibold text-xl">{title}</h1>
        {meta && (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">{meta}</div>
        )}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
