import { lookup } from '@/lib/doors/lookup'
import { ListUsers } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'

/** How many users a search of the users list finds. */
export const GET = lookup('users.read', ListUsers.pick({ q: true }), async (ctx, { q }) => {
  const { total } = await listUsers(ctx, ListUsers.parse({ q, size: '20' }))
  return total
})
