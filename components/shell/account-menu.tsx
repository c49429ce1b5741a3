'use client'

import { LogOut, UserRound } from 'lucide-react'
import Link from 'next/link'
import { isolated } from '@/lib/kernel/isolated'
import { useDeed } from '../client/use-deed'
import { Avatar } from '../ui/avatar'
import { closePopover, HeaderPopover, headerItemClass } from './header-popover'

export type AccountUser = { name: string; username: string }

type AccountMenuProps = { user: AccountUser; href: string; signOut: () => Promise<never> }

export function AccountMenu({ user, href, signOut }: AccountMenuProps) {
  const name = user.name || user.username
  const { deed: leave } = useDeed(signOut, () => {})
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={`Account of ${isolated(name)}`}
        title={name}
        className="ml-1 grid size-8 shrink-0 place-items-center rounded-full max-sm:size-10"
      >
        <Avatar name={name} seed={user.username} className="size-7" />
      </button>
      <HeaderPopover id="account-menu">
        <div className="mb-1 w-52 border-line border-b px-2 pt-1 pb-2 text-muted text-xs">
          <p className="truncate font-semibold text-ink text-sm">{name}</p>
          {user.name && <p className="truncate">{user.username}</p>}
        </div>
        <Link
          href={href}
          prefetch={false}
          onClick={(event) => closePopover(event.currentTarget)}
          className={headerItemClass}
        >
          <UserRound aria-hidden /> My account
        </Link>
        <form
          action={signOut}
          onSubmit={(event) => {
            event.preventDefault()
            leave()
          }}
        >
          <button type="submit" className={headerItemClass}>
            <LogOut aria-hidden /> Sign out
          </button>
        </form>
      </HeaderPopover>
    </>
  )
}
