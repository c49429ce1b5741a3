'use client'

import { usePathname } from 'next/navigation'
import { Breadcrumb } from '../ui/breadcrumb'
import { currentEntry, type MenuSection } from './menu-data'

/** Where in the menu this page stands; below the entry's own page the entry leads back to it. */
export function SectionCrumb({ menu }: { menu: MenuSection[] }) {
  const pathname = usePathname()
  const current = currentEntry(menu, pathname)
  if (!current) return null
  const { section, entry } = current
  return (
    <Breadcrumb
      crumbs={[
        ...(section.label ? [{ label: section.label }] : []),
        pathname === entry.href ? { label: entry.label } : { label: entry.label, href: entry.href },
      ]}
    />
  )
}
