import type { ListGroups } from '@/lib/groups/list-input'

export const groupsPath = '/directory/groups'

export type GroupsView = Pick<ListGroups, 'q' | 'view' | 'parent' | 'open' | 'size'>

type Place = { after?: string | undefined; before?: string | undefined }

/** The address of the list in another state. What is as it is by itself is left out. */
export function groupsHref(view: GroupsView, changes: Partial<GroupsView> & Place = {}): string {
  const { q, view: look, parent, open, size, after, before } = { ...view, ...changes }
  const parameters = new URLSearchParams({
    ...(q && { q }),
    ...(look !== 'flat' && { view: look }),
    ...(parent !== undefined && { parent: String(parent) }),
    ...(look === 'tree' && open.length > 0 && { open: open.join(',') }),
    ...(size !== 50 && { size: String(size) }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  })
  const text = parameters.toString()
  return text === '' ? groupsPath : `${groupsPath}?${text}`
}

export function groupHref(id: number): string {
  return `${groupsPath}/${id}`
}
