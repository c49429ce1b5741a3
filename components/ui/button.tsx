import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../cn'

type ButtonStyle = {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-quiet'
  size?: 'sm' | 'md' | 'lg'
  className?: string | undefined
}

/** The class of a button, for links that look like one. */
export function buttonClass({ variant = 'secondary', size = 'md', className }: ButtonStyle = {}): string {
  return cn('btn', `btn-${variant}`, `btn-${size}`, className)
}

export type ButtonProps = ComponentProps<'button'> & ButtonStyle & { loading?: boolean | undefined }

/** While `loading` it keeps its size and focus, and does nothing. */
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
      {...(loading && { onClick: (event) => event.preventDefault() })}
      className={buttonClass({ variant, size, className })}
    >
      {loading ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <LoaderCircle aria-hidden className="animate-spin" />
          </span>
          <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  )
}
