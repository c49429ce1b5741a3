import { ScrollText, Users } from 'lucide-react'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { signOutAction } from '@/app/account/actions'
import { ConsoleFrame } from '@/components/shell/console-frame'
import { menuCookie, parseMenuState } from '@/components/shell/menu-state'
import { pageContext } from '@/lib/page'
import { hasPermission } from '@/lib/permissions/require'

/** The frame of signed-in pages, with the entries this person may open. It refuses nothing: every page does that itself. */
export async function Frame({ children }: { children: ReactNode }) {
  const ctx = await pageContext()
  const seesUsers = await hasPermission(ctx, 'users.read')
  const seesEvents = await hasPermission(ctx, 'events.read')
  const createsUsers = await hasPermission(ctx, 'users.create')
  const menu = [
    ...(seesUsers
      ? [
          {
            label: 'Directory',
            entries: [{ href: '/directory/users', label: 'Users', icon: <Users aria-hidden /> }],
          },
        ]
      : []),
    ...(seesEvents
      ? [
          {
            label: 'Insight',
            entries: [{ href: '/events', label: 'Events', icon: <ScrollText aria-hidden /> }],
          },
        ]
      : []),
  ]
  return (
    <ConsoleFrame
      menu={menu}
      menuState={parseMenuState((await cookies()).get(menuCookie)?.value)}
      user={{ name: '', username: ctx.actor.label }}
      signOut={signOutAction}
      {...(seesUsers && { searchUrl: '/directory/users/search' })}
      actions={
        createsUsers
          ? [{ label: 'Create user', href: '/directory/users?create=yes', keywords: 'new add account' }]
          : []
      }
    >
      {children}
    </ConsoleFrame>
  )
}
