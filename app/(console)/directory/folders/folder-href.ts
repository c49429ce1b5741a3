import type { FolderPage } from './types'

export function folderHref({ pathname, params }: FolderPage, path: string): string {
  const search = new URLSearchParams(params)
  search.delete('folder')
  if (path !== '') search.set('folder', path)
  const text = search.toString()
  return text === '' ? pathname : `${pathname}?${text}`
}
