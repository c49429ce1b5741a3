import type { ComponentProps } from 'react'
import { cn } from '../cn'

/** A grey stand-in for what takes longer than a blink. Its parent says aria-busy. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('skeleton animate-pulse bg-press', className)} {...props} />
}
