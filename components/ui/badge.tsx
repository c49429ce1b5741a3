import type { ComponentProps } from 'react'
import { cn } from '../cn'

const tones = {
  neutral: 'bg-hover text-muted',
  accent: 'bg-accent-soft text-accent-ink',
  success: 'bg-success-soft text-success-ink',
  warning: 'bg-warning-soft text-warning-ink',
  danger: 'bg-danger-soft text-danger-ink',
}

const dots = {
  neutral: 'bg-control',
  accent: 'bg-accent',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
}

type Tone = keyof typeof tones

/** A small status word; with `dot` a coloured dot before plain text, for quiet columns. */
export function Badge({
  tone = 'neutral',
  dot,
  className,
  children,
  ...props
}: ComponentProps<'span'> & { tone?: Tone; dot?: boolean }) {
  return (
    <span
      className={cn(
        'whitespace-nowrap',
        dot ? 'text-sm' : 'inline-flex h-5 items-center gap-1.5 rounded-sm px-1.5 font-medium text-xs',
        dot ? (tone === 'neutral' ? 'text-muted' : 'text-ink') : tones[tone],
        className,
      )}
      {...props}
    >
      {dot && (
        <span aria-hidden className={cn('mr-1.5 mb-0.5 inline-block size-1.5 rounded-full', dots[tone])} />
      )}
      {children}
    </span>
  )
}
