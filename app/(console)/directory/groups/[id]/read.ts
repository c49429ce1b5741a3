import { cache } from 'react'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { getGroup } from '@/lib/groups/get'
import { GroupIdText } from '@/lib/groups/list-input'
import { NotFound } from '@/lib/kernel/errors'

/** The group of the address, read once per request; anything that is not the id of one is the 404 page. */
export const groupOfPage = cache(async (id: string) => {
  const ctx = await pageContext()
  const parsed = GroupIdText.safeParse(id)
  return orInterrupt(parsed.success ? getGroup(ctx, parsed.data) : Promise.reject(new NotFound('The group')))
})
