import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../cn'
import { buttonClass } from './button'

type PaginationProps = {
  /** "1–50 of 1,204", as the list knows it. */
  summary: ReactNode
  previousHref?: string
  nextHref?: string
  pageSize?: { current: number; options: { size: number; href: string }[] }
}

/** Previous and next by keyset, page sizes as links: all of it works before JavaScript. */
export function Pagination({ summary, previousHref, nextHref, pageSize }: PaginationProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 text-muted text-sm tabular-nums max-sm:justify-between"
    >
      <p className="flex-1 max-sm:basis-full">{summary}</p>
      {pageSize && (
        <div className="flex items-center gap-0.5">
          <span className="mr-1">Rows</span>
          {pageSize.options.map(({ size, href }) => (
            <a
              key={size}
              href={href}
              aria-label={`${size} rows per page`}
              aria-current={size === pageSize.current ? 'true' : undefined}
              className={cn(
                'grid h-6 min-w-7 place-items-center rounded-sm px-1 no-underline max-sm:h-9 max-sm:min-w-9',
                size === pageSize.current ? 'bg-press font-medium text-ink' : 'hover:bg-hover hover:text-ink',
              )}
            >
              {size}
            </a>
          ))}
        </div>
      )}
      <div className="flex gap-1.5">
        <Step href={previousHref} rel="prev">
          <ChevronLeft aria-hidden /> Previous
        </Step>
        <Step href={nextHref} rel="next">
          Next <ChevronRight aria-hidden />
        </Step>
      </div>
    </nav>
  )
}

function Step({
  href,
  rel,
  children,
}: {
  href: string | undefined
  rel: 'prev' | 'next'
  children: ReactNode
}) {
  const look = buttonClass({ size: 'sm', className: rel === 'prev' ? 'pl-1.5' : 'pr-1.5' })
  if (!href) {
    return (
      <span
        aria-disabled="true"
        className={cn(look, 'pointer-events-none border-line text-faint shadow-none')}
      >
        {children}
      </span>
    )
  }
  return (
    <a href={href} rel={rel} className={look}>
      {children}
    </a>
  )
}
