import { ScrollText, Users } from 'lucide-react'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { signOutAction } from '@/app/account/actions'
import { ConsoleFrame } from '@/components/shell/console-frame'
import { menuCookie, parseMenuState } from '@/components/shell/menu-state'
import { pageContext } from '@/lib/page'

const menu = [
  {
    label: 'Directory',
    entries: [{ href: '/directory/users', label: 'Users', icon: <Users aria-hidden /> }],
  },
  { label: 'Insight', entries: [{ href: '/events', label: 'Events', icon: <ScrollText aria-hidden /> }] },
]

const actions = [{ label: 'Create user', href: '/directory/users?create=yes', keywords: 'new add account' }]

/** The frame only; every page asks for its own permission. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext()
  return (
    <ConsoleFrame
      menu={menu}
      menuState={parseMenuState((await cookies()).get(menuCookie)?.value)}
      user={{ name: '', username: actor.label }}
      signOut={signOutAction}
      searchUrl="/directory/users/search"
      actions={actions}
      home="/directory/users"
    >
      {children}
    </ConsoleFrame>
  )
}
