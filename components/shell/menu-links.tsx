'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '../cn'
import { currentEntry, type MenuSection } from './menu-data'

export function MenuLinks({ menu, onFollow }: { menu: MenuSection[]; onFollow?: () => void }) {
  const current = currentEntry(menu, usePathname())?.entry
  return (
    <div className="flex flex-col gap-4">
      {menu.map((section) => (
        <div key={section.label ?? section.entries[0]?.href}>
          {section.label && (
            <p className="rail:invisible px-2 pb-1 font-medium text-faint text-xs">{section.label}</p>
          )}
          <ul className="flex flex-col gap-px">
            {section.entries.map((entry) => (
              <li key={entry.href}>
                <Link
                  href={entry.href}
                  prefetch={false}
                  onClick={onFollow}
                  title={entry.label}
                  aria-current={entry === current ? 'page' : undefined}
                  data-tight-focus
                  className={cn(
                    'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm no-underline max-lg:h-10 [&>svg]:size-4 [&>svg]:shrink-0',
                    entry === current
                      ? 'bg-press font-medium text-ink [&>svg]:text-accent-ink'
                      : 'text-muted hover:bg-hover hover:text-ink',
                  )}
                >
                  {entry.icon}
                  <span className="rail:sr-only truncate">{entry.label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
