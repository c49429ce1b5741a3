'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from '../ui/button'

/** Submits the form it stands in and shows that it is under way; `pending` for forms that submit by themselves. */
export function SubmitButton({
  pending,
  variant = 'primary',
  ...props
}: ButtonProps & { pending?: boolean }) {
  const status = useFormStatus()
  return <Button type="submit" variant={variant} loading={pending ?? status.pending} {...props} />
}
