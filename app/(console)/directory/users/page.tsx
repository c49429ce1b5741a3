import type { Metadata } from 'next'
import { orInterrupt, pageContext } from '@/lib/page'
import { listUsers } from '@/lib/users/list'
import { ListUsers } from '@/lib/users/list-input'

export const metadata: Metadata = { title: 'Users' }

export default async function UsersPage({ searchParams }: PageProps<'/directory/users'>) {
  const ctx = await pageContext()
  const input = ListUsers.parse(await searchParams)
  const { rows, total } = await orInterrupt(listUsers(ctx, input))
  return (
    <>
      <h1>Users ({total.count})</h1>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>{row.username}</li>
        ))}
      </ul>
    </>
  )
}
