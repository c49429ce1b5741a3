import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../cn'
import { Input } from './input'

/** A search box; its accessible name is asked for because it has no visible label. */
export function SearchInput({
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'type'> & { 'aria-label': string }) {
  return (
    <div className={cn('relative min-w-0', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <Input type="search" className="pl-8 text-sm" {...props} />
    </div>
  )
}
