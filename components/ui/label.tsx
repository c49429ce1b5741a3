import type { ComponentProps } from 'react'
import { cn } from '../cn'

export function Label({
  required,
  className,
  children,
  ...props
}: ComponentProps<'label'> & { required?: boolean }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller gives htmlFor or wraps the control.
    <label className={cn('font-medium text-ink text-sm', className)} {...props}>
      {children}
      {required && (
        <span aria-hidden className="ml-0.5 text-danger-ink">
          *
        </span>
      )}
    </label>
  )
}
