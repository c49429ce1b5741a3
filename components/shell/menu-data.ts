import type { ReactNode } from 'react'

export type MenuEntry = { href: string; label: string; icon: ReactNode }
export type MenuSection = { label?: string; entries: MenuEntry[] }

/** The entry a page belongs to: the longest address that leads to it. */
export function currentEntry(menu: MenuSection[], pathname: string) {
  return menu
    .flatMap((section) => section.entries.map((entry) => ({ section, entry })))
    .filter(({ entry }) => pathname === entry.href || pathname.startsWith(`${entry.href}/`))
    .sort((a, b) => b.entry.href.length - a.entry.href.length)[0]
}
