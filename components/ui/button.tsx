import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../cn'

const variants = {
  primary: 'bg-accent text-on-accent shadow-xs hover:bg-accent-hover',
  secondary: 'border border-control/55 bg-surface text-ink shadow-xs hover:border-control hover:bg-sunken',
  ghost: 'text-muted hover:bg-hover hover:text-ink active:bg-press',
  danger: 'bg-danger text-on-danger shadow-xs hover:bg-danger-hover',
  'danger-quiet': 'border border-danger-line bg-surface text-danger-ink shadow-xs hover:bg-danger-soft',
}

const sizes = {
  sm: 'h-7 gap-1.5 px-2.5 text-sm max-sm:h-9',
  md: 'h-8 gap-1.5 px-3 text-sm max-sm:h-10',
  lg: 'h-10 gap-2 px-4 text-base',
}

type ButtonStyle = { variant?: keyof typeof variants; size?: keyof typeof sizes; className?: string }

/** The class of a button, for links that look like one. */
export function buttonClass({ variant = 'secondary', size = 'md', className }: ButtonStyle = {}): string {
  return cn(
    'relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium no-underline transition-colors duration-100',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-faint disabled:shadow-none',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
    className,
  )
}

export type ButtonProps = ComponentProps<'button'> & ButtonStyle & { loading?: boolean }

export function Button({
  variant,
  size,
  className,
  loading,
  type = 'button',
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      {...props}
      onClick={loading ? (event) => event.preventDefault() : props.onClick}
      className={buttonClass({ variant, size, className: cn(loading && 'cursor-progress', className) })}
    >
      {loading && (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle aria-hidden className="animate-spin" />
        </span>
      )}
      {loading ? (
        <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
      ) : (
        children
      )}
    </button>
  )
}
