import { lookup } from '@/lib/doors/lookup'
import { SearchGroups } from '@/lib/groups/list-input'
import { searchGroups } from '@/lib/groups/search'

export const GET = lookup('groups.read', SearchGroups, async (ctx, input) => {
  const groups = await searchGroups(ctx, input)
  return groups.map(({ id, name }) => ({ id, label: name, href: `/directory/groups/${id}` }))
})
