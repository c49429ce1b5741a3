import type { ComponentProps } from 'react'
import { cn } from '../cn'
import { buttonClass } from './button'

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** Its accessible name, also shown as the native tooltip. */
  label: string
  variant?: 'ghost' | 'secondary'
  size?: 'sm' | 'md'
}

/** The class of an icon button, for links that look like one (give them an aria-label). */
export function iconButtonClass({
  variant = 'ghost',
  size = 'md',
}: Pick<IconButtonProps, 'variant' | 'size'> = {}) {
  return buttonClass({ variant, size, className: 'btn-icon' })
}

export function IconButton({ label, variant, size, className, type = 'button', ...props }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cn(iconButtonClass({ variant, size }), className)}
      {...props}
    />
  )
}
