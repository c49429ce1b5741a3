import type { ComponentProps } from 'react'
import { cn } from '../cn'

export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select className={cn('control', className)} {...props} />
}
