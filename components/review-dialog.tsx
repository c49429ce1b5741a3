import { type ReactNode, useEffect, useState } from 'react'
import type { ActionState } from '@/lib/action-state'
import type { Plan, PlanRow, Review } from '@/lib/plan'
import { counted, type Noun } from './count-text'
import { ErrorSummary } from './form/error-summary'
import { TextField } from './form/text-field'
import { PlanReview } from './review/plan-review'
import type { EndingNouns } from './review/plan-rows'
import { PlanPending, ReviewFrame } from './review/review-frame'
import { useApply } from './review/use-apply'
import { usePlan } from './review/use-plan'

type ReviewDialogProps<Result> = {
  /** What is done to which: when that changes, the review begins anew. */
  about: string
  /** "Delete", of the title and, with the count, of the button. */
  verb: string
  /** What the button says instead. */
  submitLabel?: string
  variant?: 'primary' | 'danger'
  noun: Noun
  endings: EndingNouns
  /** Said in place of a plan that concerns nobody. */
  nothing: string
  /** Works out the plan. Called when the dialog opens, or once there is something to ask for. */
  read: (() => Promise<ActionState<Plan>>) | undefined
  /** What the dialog is called before there is a plan. */
  title?: string
  /** What is to be chosen before there is a plan; it is told what is wrong with it. */
  choice?: (errorOf: (name: string) => string | undefined) => ReactNode
  apply: (review: Review) => Promise<ActionState<Result>>
  onDone: (result: Result) => void
  onClose: () => void
  onCloseAutoFocus?: (event: Event) => void
  /** Opens the review anew without these rows. */
  onLeaveOut?: (ids: number[]) => void
  aside?: (row: PlanRow) => ReactNode
  instead?: ReactNode
  /** A field of the change's own; it is told what is wrong with it. */
  field?: (errorOf: (name: string) => string | undefined) => ReactNode
}

/** Shows what a change would do before it is done, whatever change it is, and applies just what was shown. */
export function ReviewDialog<Result>({
  about,
  verb,
  submitLabel,
  variant = 'primary',
  noun,
  endings,
  nothing,
  read,
  title: before = `${verb} ${noun[1]}`,
  choice,
  apply,
  onDone,
  onLeaveOut,
  aside,
  field,
  ...frame
}: ReviewDialogProps<Result>) {
  const { plan, setPlan, problem, load } = usePlan(read, about)
  const { pending, submit, message, errorOf, refuse, clear } = useApply(apply, {
    done: onDone,
    changed: setPlan,
  })
  const [typed, setTyped] = useState('')

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed and refused belongs to what it was about.
  useEffect(() => {
    setTyped('')
    clear()
  }, [about, clear])

  const possible = plan && plan.count > 0 && plan.blockers.length === 0
  const title = plan ? `${verb} ${counted(plan.count, noun)}` : before

  function send() {
    if (!plan) return
    const { hash, typed: wanted } = plan
    if (wanted === undefined) submit({ hash })
    else if (Number(typed) === wanted && typed.trim() !== '') submit({ hash, typed: wanted })
    else refuse('typed', `Type ${wanted} to confirm.`)
  }

  return (
    <ReviewFrame
      {...frame}
      title={title}
      submit={possible || (choice && !plan) ? { label: submitLabel ?? title, variant } : undefined}
      pending={pending}
      disabled={!possible}
      ready={plan !== undefined}
      onSubmit={send}
    >
      <ErrorSummary message={message} />
      {choice?.(errorOf)}
      {plan && <PlanReview {...{ plan, noun, endings, aside, onLeaveOut }} />}
      {read && !plan && <PlanPending problem={problem} onRetry={load} />}
      {plan?.count === 0 && <p className="text-sm">{nothing}</p>}
      {possible && field?.(errorOf)}
      {possible && plan.typed !== undefined && (
        <TextField
          label={`Type ${plan.typed} to confirm`}
          name="typed"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={errorOf('typed')}
        />
      )}
    </ReviewFrame>
  )
}
