import Link from 'next/link'
import type { ReactNode } from 'react'
import { AccountMenu, type AccountUser } from './account-menu'
import { GlobalSearch } from './global-search'
import { Wordmark } from './mark'
import type { MenuSection } from './menu-data'
import { MenuDrawer } from './menu-drawer'
import { MenuLinks } from './menu-links'
import type { MenuState } from './menu-state'
import { MenuToggle } from './menu-toggle'
import type { PaletteAction } from './palette-data'
import { SectionCrumb } from './section-crumb'
import { SkipLink } from './skip-link'
import { ThemeSwitch } from './theme-switch'

type ConsoleFrameProps = {
  menu: MenuSection[]
  menuState: MenuState
  user: AccountUser
  /** The page of the person about themselves. */
  accountHref: string
  signOut: () => Promise<never>
  /** Answers `?q=` with a JSON list of hits, for the palette. */
  searchUrl?: string
  actions?: PaletteAction[]
  home?: string
  /** Instead of the one that is read off the menu. */
  breadcrumb?: ReactNode
  children: ReactNode
}

/** The frame of every signed-in page: menu, header, and the page in its main landmark. */
export function ConsoleFrame({
  menu,
  menuState,
  user,
  accountHref,
  signOut,
  searchUrl,
  actions = [],
  home = '/',
  breadcrumb,
  children,
}: ConsoleFrameProps) {
  return (
    <div className="shell" data-menu={menuState}>
      <SkipLink />
      <nav
        aria-label="Main"
        className="shell-menu sticky top-0 col-start-1 h-dvh flex-col border-line border-r bg-sunken"
      >
        <div className="flex h-12 shrink-0 items-center rail:px-3.25 px-4">
          <Link href={home} prefetch={false} className="rounded-md no-underline">
            <Wordmark />
          </Link>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-2.5 py-3">
          <MenuLinks menu={menu} />
        </div>
        <div className="px-3 py-2.5">
          <MenuToggle />
        </div>
      </nav>
      <div className="col-start-2 flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-1 border-line border-b bg-canvas px-4 sm:px-6">
          <MenuDrawer menu={menu} />
          <div className="min-w-0 flex-1">{breadcrumb ?? <SectionCrumb menu={menu} />}</div>
          <GlobalSearch menu={menu} actions={actions} searchUrl={searchUrl} />
          <ThemeSwitch />
          <AccountMenu user={user} href={accountHref} signOut={signOut} />
        </header>
        <main id="main" tabIndex={-1} className="shell-main">
          {children}
        </main>
      </div>
    </div>
  )
}
