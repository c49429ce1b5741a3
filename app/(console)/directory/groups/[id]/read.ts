import { cache } from 'react'
import { NotFound } from '@/lib/errors'
import { getGroup } from '@/lib/groups/get'
import { GroupIdText } from '@/lib/groups/list-input'
import { orInterrupt, pageContext } from '@/lib/page'

/** The group of the address, read once per request; anything that is not the id of one is the 404 page. */
export const groupOfPage = cache(async (id: string) => {
  const ctx = await pageContext()
  const parsed = GroupIdText.safeParse(id)
  return orInterrupt(parsed.success ? getGroup(ctx, parsed.data) : Promise.reject(new NotFound('The group')))
})
