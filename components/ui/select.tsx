import type { ComponentProps } from 'react'
import { cn } from '../cn'

export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className="select">
      <select className={cn('control', className)} {...props} />
    </span>
  )
}
