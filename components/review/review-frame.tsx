import { type ReactNode, useEffect, useRef } from 'react'
import { CancelButton, Dialog } from '../client/dialog'
import { Form } from '../client/form'
import { SubmitButton } from '../form/submit-button'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { DialogBody, DialogContent, DialogFooter } from '../ui/dialog'
import { Skeleton } from '../ui/skeleton'

type ReviewFrameProps = {
  title: string
  /** Nothing is offered to be applied until there is something to be done. */
  submit: { label: string; variant: 'primary' | 'danger' } | undefined
  pending: boolean
  /** Something is still to be chosen. */
  disabled: boolean
  ready: boolean
  /** What can be done instead, at the other end of the footer. */
  instead?: ReactNode
  onSubmit: () => void
  onClose: () => void
  onCloseAutoFocus?: ((event: Event) => void) | undefined
  children: ReactNode
}

/** The dialog around a plan. Once that is there, the focus goes where Enter applies it. */
export function ReviewFrame({
  title,
  submit,
  pending,
  disabled,
  ready,
  instead,
  onSubmit,
  onClose,
  onCloseAutoFocus,
  children,
}: ReviewFrameProps) {
  const panel = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const { activeElement } = document
    // Whoever has moved on by themselves stays where they are.
    if (
      !ready ||
      !panel.current ||
      (activeElement !== panel.current && panel.current.contains(activeElement))
    )
      return
    const field = panel.current.querySelector('form input') ?? panel.current.querySelector('[type=submit]')
    if (field instanceof HTMLElement) field.focus()
  }, [ready])

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        ref={panel}
        title={title}
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          const panel = event.currentTarget
          if (panel instanceof HTMLElement) (panel.querySelector('input') ?? panel).focus()
        }}
        {...(onCloseAutoFocus && { onCloseAutoFocus })}
      >
        <Form pending={pending} onSubmit={() => submit && !disabled && onSubmit()}>
          <DialogBody className="flex flex-col gap-4">{children}</DialogBody>
          <DialogFooter>
            {instead && <div className="mr-auto flex flex-wrap gap-2">{instead}</div>}
            <CancelButton>{submit || !ready ? 'Cancel' : 'Close'}</CancelButton>
            {submit && (
              <SubmitButton variant={submit.variant} pending={pending} disabled={disabled}>
                {submit.label}
              </SubmitButton>
            )}
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  )
}

/** What stands in place of a plan that is being worked out, or could not be. */
export function PlanPending({ problem, onRetry }: { problem: string | undefined; onRetry: () => void }) {
  if (problem !== undefined)
    return (
      <Alert tone="danger" role="alert" title="What this would do could not be worked out">
        <p>{problem}</p>
        <Button size="sm" className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      </Alert>
    )
  return (
    <div aria-busy="true" className="flex flex-col gap-2">
      <span className="sr-only">Working out what this concerns</span>
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-24" />
    </div>
  )
}
