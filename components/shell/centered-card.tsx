import type { ReactNode } from 'react'
import { Wordmark } from './mark'

/** The page of someone who is not signed in: one card, one task. */
export function CenteredCard({
  title,
  description,
  footer,
  children,
}: {
  title: string
  description?: ReactNode
  footer?: ReactNode
  children: ReactNode
}) {
  return (
    <main className="grid min-h-dvh grid-rows-[2fr_auto_3fr] justify-items-center px-4 py-6">
      <div className="row-start-2 w-full max-w-96">
        <Wordmark className="mb-5 justify-center text-lg [&_svg]:size-7" />
        <div className="rounded-xl border border-line bg-surface px-6 py-6 shadow-xs sm:px-8 sm:py-7">
          <h1 className="font-semibold text-xl">{title}</h1>
          {description && <div className="mt-1 text-pretty text-muted">{description}</div>}
          <div className="mt-5">{children}</div>
        </div>
        {footer && <div className="mt-4 text-center text-muted text-sm">{footer}</div>}
      </div>
    </main>
  )
}
