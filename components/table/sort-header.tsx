import type { ComponentProps } from 'react'

export type SortDirection = 'ascending' | 'descending'

/** A column's head that sorts by it: a plain link, so that it works before JavaScript. */
export function SortHeader({
  href,
  sorted,
  children,
  ...props
}: ComponentProps<'th'> & { href: string; sorted?: SortDirection | undefined }) {
  return (
    <th scope="col" aria-sort={sorted} {...props}>
      <a href={href} className="sort">
        {children}
      </a>
    </th>
  )
}
