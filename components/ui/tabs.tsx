import Link from 'next/link'
import { cn } from '../cn'

export type Tab = { href: string; label: string; count?: number | string }

/** Tabs that are pages: a list of links, the open one marked for everyone. */
export function Tabs({ tabs, current, label }: { tabs: Tab[]; current: string; label: string }) {
  return (
    <nav
      aria-label={label}
      className="-mx-1 overflow-x-auto border-line border-b px-1 [scrollbar-width:none]"
    >
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              prefetch={false}
              aria-current={tab.href === current ? 'page' : undefined}
              data-tight-focus
              className={cn(
                'relative flex h-9 items-center gap-1.5 whitespace-nowrap rounded-t-md px-2.5 text-sm no-underline max-sm:h-11',
                tab.href === current
                  ? 'font-medium text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:rounded-t-full after:bg-accent'
                  : 'text-muted hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="rounded-sm bg-hover px-1 text-muted text-xs tabular-nums">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
