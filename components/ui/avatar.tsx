import type { CSSProperties } from 'react'
import { cn } from '../cn'
import { initials, nameHue } from './avatar-look'

const sizes = { sm: 'avatar-sm', md: undefined, lg: 'avatar-lg' }

/** Initials on a colour that is always the same for the same person. Decorative: the name stands beside it. */
export function Avatar({
  name,
  seed = name,
  size = 'md',
  className,
}: {
  name: string
  seed?: string
  size?: keyof typeof sizes
  className?: string
}) {
  return (
    <span
      aria-hidden
      style={{ '--hue': nameHue(seed) } as CSSProperties}
      className={cn(
        'avatar grid shrink-0 select-none place-items-center rounded-full font-semibold',
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}
