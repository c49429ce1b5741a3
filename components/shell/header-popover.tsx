import type { ReactNode } from 'react'

/**
 * What a button of the header opens (by `popoverTarget`): the browser's own popover, so that it costs no script and
 * signing out works before any has come.
 */
export function HeaderPopover({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} popover="auto" className="header-popover">
      {children}
    </div>
  )
}

export const headerItemClass =
  'flex min-h-8 w-full items-center gap-2.5 rounded-sm px-2 text-left text-ink text-sm no-underline hover:bg-hover max-sm:min-h-10 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted'

/** Closes the popover in which an element stands. */
export function closePopover(element: Element): void {
  element.closest<HTMLElement>('[popover]')?.hidePopover()
}
