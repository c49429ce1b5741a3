import { z } from 'zod'
import { lookup } from '@/lib/doors/lookup'
import { searchUsers } from '@/lib/users/list/search'

const Query = z.object({ q: z.string().trim().min(1).max(200) })

export const GET = lookup('users.read', Query, async (ctx, { q }) => {
  const users = await searchUsers(ctx, q)
  return users.map(({ id, username, name, email }) => ({
    id,
    label: name || username,
    detail: [name ? username : '', email].filter(Boolean).join(' · '),
    href: `/directory/users/${id}`,
  }))
})
