import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** A list or page that could not be read: never to be mistaken for an empty one. */
export function ErrorState({
  title = 'This could not be loaded',
  children,
  actions,
}: {
  title?: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <div className="mb-2 grid size-10 place-items-center rounded-full bg-danger-soft text-danger-ink">
        <TriangleAlert aria-hidden className="size-5" />
      </div>
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-sm text-pretty text-muted text-sm">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
