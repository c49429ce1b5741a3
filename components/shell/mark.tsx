import { cn } from '../cn'

/** A key that stands as an L. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-6 shrink-0', className)}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g
        className="stroke-on-accent"
        fill="none"
        strokeWidth="2.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M13 14.75V25h8.5M13 20h5" />
        <circle cx="13" cy="10" r="4.75" />
      </g>
    </svg>
  )
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('flex items-center gap-2.5 font-semibold text-ink tracking-[-0.02em]', className)}>
      <Mark />
      <span className="rail:sr-only text-[0.9375rem]">Latchkey</span>
    </span>
  )
}
