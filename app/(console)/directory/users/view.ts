import { z } from 'zod'
import { ListUsers } from '@/lib/users/list/input'
import type { ListView } from './list-href'

const userId = z.coerce.number().pipe(z.int32().positive()).optional().catch(undefined)

const View = ListUsers.extend({
  from: z.string().max(1000).optional().catch(undefined),
  open: userId,
  highlight: userId,
})

type SearchParams = Record<string, string | string[] | undefined>

/** What the URL asks for: the read's input, what links carry on, and the rows that stand out. */
export function readView(searchParams: SearchParams) {
  // A switch in a plain form posts "no" and, when it is on, "yes" after it.
  const last = Object.entries(searchParams).map(([name, value]) => [name, [value].flat().at(-1)])
  const { from, open, highlight, ...input } = View.parse(Object.fromEntries(last))
  const { folder, subfolders, q, sort, size } = input
  const view: ListView = { folder, subfolders, q, sort, size, from }
  return { input, view, open, highlight }
}
