import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../cn'

const tones = {
  info: { icon: Info, look: 'bg-accent-soft [&>svg]:text-accent-ink' },
  success: { icon: CircleCheck, look: 'bg-success-soft [&>svg]:text-success-ink' },
  warning: { icon: TriangleAlert, look: 'bg-warning-soft [&>svg]:text-warning-ink' },
  danger: { icon: CircleAlert, look: 'bg-danger-soft [&>svg]:text-danger-ink' },
}

/** A message in the page. Give it role="alert" when it appears in answer to an act. */
export function Alert({
  tone = 'info',
  title,
  className,
  children,
  ...props
}: Omit<ComponentProps<'div'>, 'title'> & { tone?: keyof typeof tones; title?: ReactNode }) {
  const { icon: Icon, look } = tones[tone]
  return (
    <div className={cn('flex gap-2.5 rounded-md px-3 py-2.5 text-sm', look, className)} {...props}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  )
}
