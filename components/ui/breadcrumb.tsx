import Link from 'next/link'

export type Crumb = { label: string; href?: string }

/** The way here. The last crumb is the page itself and has no link. */
export function Breadcrumb({ crumbs, label = 'Breadcrumb' }: { crumbs: Crumb[]; label?: string }) {
  return (
    <nav aria-label={label} className="min-w-0">
      <ol className="flex min-w-0 items-center text-sm">
        {crumbs.map((crumb, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: crumbs are positions and may repeat a name.
            key={index}
            className="flex min-w-0 items-center not-first:before:mx-1.5 not-first:before:text-faint not-first:before:content-['/'] last:shrink-0 last:truncate"
          >
            {crumb.href ? (
              <Link
                href={crumb.href}
                prefetch={false}
                className="truncate text-muted no-underline hover:text-ink hover:underline"
              >
                {crumb.label}
              </Link>
            ) : (
              <span
                aria-current={index === crumbs.length - 1 ? 'page' : undefined}
                className={index === crumbs.length - 1 ? 'truncate font-medium' : 'truncate text-muted'}
              >
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
