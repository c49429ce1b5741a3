import type { ComponentProps } from 'react'
import { cn } from '../cn'

/** A native checkbox announced as a switch, so that it works in a plain form. */
export function Switch({ className, ...props }: Omit<ComponentProps<'input'>, 'type' | 'role'>) {
  // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state itself.
  return <input type="checkbox" role="switch" className={cn('switch', className)} {...props} />
}
