import { isBelow } from '@/lib/rights/folder-paths'

/** The list where a user can be seen: as it is now where that holds their folder, else their folder. */
export function highlightHref(current: URLSearchParams, user: { id: number; path: string }): string {
  const folder = current.get('folder') ?? ''
  const withSubfolders = current.get('subfolders') !== 'no'
  const holds = folder === user.path || (withSubfolders && isBelow(user.path, folder))
  const next = new URLSearchParams(current)
  for (const name of ['q', 'after', 'before', 'open', 'create', ...(holds ? [] : ['subfolders'])])
    next.delete(name)
  if (!holds) next.set('folder', user.path)
  next.set('highlight', String(user.id))
  return `/directory/users?${next}`
}
