import type { ListUsers } from '@/lib/users/list/input'

/** What stays the same from one link of the list to the next. `from`: the folder to return to from everywhere. */
export type ListView = Pick<ListUsers, 'folder' | 'subfolders' | 'q' | 'sort' | 'size'> & {
  from: string | undefined
}

type Change = Partial<ListView> & {
  after?: string | undefined
  before?: string | undefined
  open?: number | undefined
}

export const listPath = '/directory/users'

/** The URL of the list with some of it changed. Whatever narrows or orders it anew begins at its first page. */
export function listHref(view: ListView, change: Change = {}): string {
  const query = listParameters(view, change).toString()
  return query === '' ? listPath : `${listPath}?${query}`
}

export function listParameters(view: ListView, change: Change = {}): URLSearchParams {
  const { folder, subfolders, q, sort, size, from, after, before, open } = { ...view, ...change }
  const entries: [name: string, value: string | number | undefined, usual?: string | number][] = [
    ['folder', folder, ''],
    ['from', folder === '' ? from : undefined],
    ['subfolders', subfolders ? 'yes' : 'no', 'yes'],
    ['q', q, ''],
    ['sort', sort, 'username'],
    ['size', size, 50],
    ['after', after],
    ['before', before],
    ['open', open],
  ]
  const parameters = new URLSearchParams()
  for (const [name, value, usual] of entries) {
    if (value !== undefined && value !== usual) parameters.set(name, String(value))
  }
  return parameters
}

export function userHref(id: number): string {
  return `${listPath}/${id}`
}
