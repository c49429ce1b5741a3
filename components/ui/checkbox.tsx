import type { ComponentProps } from 'react'
import { cn } from '../cn'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  /** "Some of them": only from client components. */
  indeterminate?: boolean
}

/** A native checkbox: it works in a plain form and costs a table row nothing. */
export function Checkbox({ indeterminate, className, ...props }: CheckboxProps) {
  const mixed = indeterminate === undefined ? {} : { ref: markMixed(indeterminate) }
  return <input type="checkbox" className={cn('checkbox', className)} {...mixed} {...props} />
}

function markMixed(mixed: boolean) {
  return (input: HTMLInputElement | null) => {
    if (input) input.indeterminate = mixed
  }
}
