import { cache } from 'react'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { NotFound } from '@/lib/kernel/errors'
import { getUser } from '@/lib/users/get'
import { UserIdText } from '@/lib/users/input'

/** The user of the address, read once per request; anything that is not the id of one is the 404 page. */
export const userOfPage = cache(async (id: string) => {
  const ctx = await pageContext()
  const parsed = UserIdText.safeParse(id)
  return orInterrupt(parsed.success ? getUser(ctx, parsed.data) : Promise.reject(new NotFound('The user')))
})
