import { maxOpenFolders } from '@/lib/folders/limits'

/** Which folders of the tree are open in this browser: their ids, the latest last. */
export const treeCookie = 'latchkey-tree'

export function parseOpenFolders(cookie: string | undefined): number[] {
  const ids = (cookie ?? '').split('.').filter((part) => /^[1-9]\d{0,8}$/.test(part))
  return [...new Set(ids.map(Number))].slice(-maxOpenFolders)
}

export function formatOpenFolders(ids: Iterable<number>): string {
  return [...ids].slice(-maxOpenFolders).join('.')
}
