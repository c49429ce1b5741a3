import { Pagination } from '@/components/ui/pagination'
import { pageSizes } from '@/lib/kernel/list-input'
import type { UserList } from '@/lib/users/list/list'
import { type ListView, listHref } from './list-href'
import { countText } from './total-text'

export function ListPages({ view, list }: { view: ListView; list: UserList }) {
  const { rows, total, previous, next } = list
  return (
    <Pagination
      summary={`${rows.length} of ${countText(total)}`}
      {...(previous && { previousHref: listHref(view, { before: previous }) })}
      {...(next && { nextHref: listHref(view, { after: next }) })}
      pageSize={{
        current: view.size,
        options: pageSizes.map((size) => ({ size, href: listHref(view, { size }) })),
      }}
    />
  )
}
