import type { ReactNode } from 'react'

/** What stands where a list would: why there is nothing, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      {icon && (
        <div
          aria-hidden
          className="mb-2 grid size-10 place-items-center rounded-full bg-hover text-muted [&>svg]:size-5"
        >
          {icon}
        </div>
      )}
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-sm text-pretty text-muted text-sm">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
