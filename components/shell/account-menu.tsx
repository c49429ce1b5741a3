'use client'

import { LogOut, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import { Avatar } from '../ui/avatar'
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from '../ui/menu'

export type AccountUser = { name: string; username: string }

type AccountMenuProps = { user: AccountUser; signOut: () => Promise<void> }

export function AccountMenu({ user, signOut }: AccountMenuProps) {
  const form = useRef<HTMLFormElement>(null)
  const name = user.name || user.username
  return (
    <>
      {/* Outside the menu: closing it must not take the form away before it is sent. */}
      <form ref={form} action={signOut} className="hidden" />
      <Menu>
        <MenuTrigger
          aria-label={`Account of ${name}`}
          className="ml-1 grid size-8 shrink-0 place-items-center rounded-full max-sm:size-10"
        >
          <Avatar name={name} seed={user.username} className="size-7" />
        </MenuTrigger>
        <MenuContent align="end" className="w-56">
          <MenuLabel className="py-2">
            <span className="block truncate font-semibold text-ink text-sm">{name}</span>
            {user.name && <span className="block truncate">{user.username}</span>}
          </MenuLabel>
          <MenuSeparator />
          <MenuItem asChild>
            <Link href="/account">
              <UserRound aria-hidden /> My account
            </Link>
          </MenuItem>
          <MenuItem onSelect={() => form.current?.requestSubmit()}>
            <LogOut aria-hidden /> Sign out
          </MenuItem>
        </MenuContent>
      </Menu>
    </>
  )
}
