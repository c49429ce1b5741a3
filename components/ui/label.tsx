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
    <label
      className={cn(
        'font-medium text-ink text-sm',
        // Drawn, not written: the label's text stays the field's name.
        required && "after:ml-0.5 after:text-danger-ink after:content-['*'/'']",
        className,
      )}
      {...props}
    >
      {children}
    </label>
  )
}
