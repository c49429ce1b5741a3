'use client'

import { PanelLeft } from 'lucide-react'
import type { MouseEvent } from 'react'
import { IconButton } from '../ui/icon-button'
import { menuCookie } from './menu-state'
import { rememberPreference } from './preference'

/** Turns the menu into a rail and back, at once and for next time. */
export function MenuToggle() {
  return (
    <IconButton label="Toggle menu" size="sm" onClick={toggle}>
      <PanelLeft aria-hidden />
    </IconButton>
  )
}

function toggle(event: MouseEvent<HTMLElement>) {
  const shell = event.currentTarget.closest<HTMLElement>('[data-menu]')
  if (!shell) return
  const before = shell.dataset.menu
  const wide = before === 'auto' ? matchMedia('(width >= 80rem)').matches : before === 'open'
  shell.dataset.menu = wide ? 'closed' : 'open'
  rememberPreference(menuCookie, shell.dataset.menu)
}
