'use client'

import * as Radix from '@radix-ui/react-dialog'
import { X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../cn'
import { IconButton } from './icon-button'
import { useRestoreFocus } from './restore-focus'

/** For components/client/dialog alone, which asks before it closes. */
export const DialogRoot = Radix.Root
export const DialogClose = Radix.Close

const sizes = { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-3xl' }

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode
  description?: ReactNode
  size?: keyof typeof sizes
}

/** The panel: a sheet over the whole screen on a phone. A form may wrap DialogBody and DialogFooter. */
export function DialogContent({
  title,
  description,
  size = 'md',
  className,
  children,
  onOpenAutoFocus,
  onCloseAutoFocus,
  ...props
}: DialogContentProps) {
  const { onOpenAutoFocus: rememberOpener, onCloseAutoFocus: restoreFocus } = useRestoreFocus()
  return (
    <Radix.Portal>
      <Radix.Overlay className="motion-fade fixed inset-0 z-50 bg-overlay" />
      <div className="pointer-events-none fixed inset-0 z-50 flex justify-center sm:px-6 sm:pt-[9vh] sm:pb-6">
        <Radix.Content
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event)
            if (!event.defaultPrevented) restoreFocus(event)
          }}
          onOpenAutoFocus={(event) => {
            rememberOpener()
            onOpenAutoFocus?.(event)
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'motion-rise pointer-events-auto flex h-dvh w-full flex-col overflow-hidden bg-raised outline-none sm:h-auto sm:max-h-full sm:self-start sm:rounded-xl sm:shadow-modal',
            '[&>form]:flex [&>form]:min-h-0 [&>form]:flex-1 [&>form]:flex-col',
            sizes[size],
            className,
          )}
          {...props}
        >
          <header className="flex items-start gap-4 border-line border-b py-3 pr-3 pl-5">
            <div className="min-w-0 flex-1 py-0.5">
              <Radix.Title className="font-semibold text-lg leading-6 tracking-[-0.01em]">
                {title}
              </Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-muted text-sm">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close">
                <X aria-hidden />
              </IconButton>
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </div>
    </Radix.Portal>
  )
}

export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('dialog-body min-h-0 flex-1 overflow-y-auto overscroll-contain', className)}
      {...props}
    />
  )
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'flex flex-wrap items-center justify-end gap-2 border-line border-t bg-sunken/60 px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]',
        className,
      )}
      {...props}
    />
  )
}
