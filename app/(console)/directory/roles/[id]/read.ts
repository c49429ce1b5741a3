import { cache } from 'react'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { NotFound } from '@/lib/kernel/errors'
import { getRole } from '@/lib/roles/get'
import { UserIdText } from '@/lib/users/input'

/** The role of the address, read once per request; anything that is not the id of one is the 404 page. */
export const roleOfPage = cache(async (id: string) => {
  const ctx = await pageContext()
  const parsed = UserIdText.safeParse(id)
  return orInterrupt(parsed.success ? getRole(ctx, parsed.data) : Promise.reject(new NotFound('The role')))
})
