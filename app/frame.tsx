import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { signOutAction } from '@/app/account/actions'
import { ConsoleFrame } from '@/components/shell/console-frame'
import { menuCookie, parseMenuState } from '@/components/shell/menu-state'
import { pageContext } from '@/lib/doors/page'
import { hasPermission } from '@/lib/rights/require'
import { menuFor } from './menu'

/** The frame of signed-in pages, with the entries this person may open. It refuses nothing: every page does that itself. */
export async function Frame({ children }: { children: ReactNode }) {
  const ctx = await pageContext()
  const seesUsers = await hasPermission(ctx, 'users.read')
  const createsUsers = await hasPermission(ctx, 'users.create')
  return (
    <ConsoleFrame
      menu={await menuFor(ctx)}
      menuState={parseMenuState((await cookies()).get(menuCookie)?.value)}
      user={{ name: '', username: ctx.actor.label }}
      accountHref="/account"
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
