import { redirect } from 'next/navigation'
import { pageContext } from '@/lib/page'
import { hasPermission } from '@/lib/permissions/require'

export default async function HomePage() {
  redirect((await hasPermission(await pageContext(), 'users.read')) ? '/directory/users' : '/account')
}
