import { redirect } from 'next/navigation'
import { pageContext } from '@/lib/doors/page'
import { hasPermission } from '@/lib/rights/require'

export default async function HomePage() {
  redirect((await hasPermission(await pageContext(), 'users.read')) ? '/directory/users' : '/account')
}
