import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../cn'

/** A titled block of a page. `actions` stand right of the title; `flush` lets a table reach the edges. */
export function Card({
  title,
  description,
  actions,
  flush,
  className,
  children,
  ...props
}: Omit<ComponentProps<'section'>, 'title'> & {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  flush?: boolean
}) {
  return (
    <section
      className={cn('min-w-0 overflow-clip rounded-lg border border-line bg-surface shadow-xs', className)}
      {...props}
    >
      {title && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line-soft border-b px-4 py-1.5">
          <div className="min-w-0 flex-1">
            <h2 className="font-semibold text-base">{title}</h2>
            {description && <p className="text-muted text-sm">{description}</p>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={flush ? undefined : 'px-4 py-3.5'}>{children}</div>
    </section>
  )
}
