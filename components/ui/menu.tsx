'use client'

import * as Radix from '@radix-ui/react-dropdown-menu'
import { Check } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../cn'

/** Leaves the page behind it alive: it is neither hidden from screen readers nor kept from scrolling. */
export function Menu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />
}

export const MenuTrigger = Radix.Trigger

const itemClass =
  'flex min-h-8 max-sm:min-h-10 cursor-default select-none items-center gap-2.5 rounded-sm px-2 text-sm no-underline outline-none [&>svg]:size-4 [&>svg]:shrink-0'

const plain = 'text-ink data-highlighted:bg-hover data-disabled:text-faint [&>svg]:text-muted'
const danger = 'text-danger-ink data-highlighted:bg-danger-soft data-disabled:text-faint'

export function MenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          'menu motion-pop z-50 max-h-(--radix-dropdown-menu-content-available-height) origin-(--radix-dropdown-menu-content-transform-origin) overflow-y-auto rounded-lg bg-raised shadow-pop outline-none',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}

export function MenuItem({
  tone,
  className,
  ...props
}: ComponentProps<typeof Radix.Item> & { tone?: 'danger' }) {
  return <Radix.Item className={cn(itemClass, tone === 'danger' ? danger : plain, className)} {...props} />
}

export function MenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(itemClass, plain, className)} {...props}>
      {children}
      <Radix.ItemIndicator className="ml-auto pl-4">
        <Check aria-hidden className="size-4 text-accent-ink" />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  )
}

export function MenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn('menu-label text-muted text-xs', className)} {...props} />
}

export function MenuSeparator(props: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" {...props} />
}
