import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Plan, PlanRow, Review } from '@/lib/acts/plan'
import type { ActionState, Sent } from '@/lib/doors/action-state'
import { useRead } from './client/use-lookup'
import { counted, type Noun } from './count-text'
import { ErrorSummary } from './form/error-summary'
import { TextField } from './form/text-field'
import { PlanReview } from './review/plan-review'
import type { EndingNouns } from './review/plan-rows'
import { PlanPending, ReviewFrame } from './review/review-frame'
import { useApply } from './review/use-apply'

type ReviewDialogProps<Result> = {
  /** What is done to which: when that changes, the review begins anew. */
  about: string
  /** "Delete", of the title and, with the count, of the button. */
  verb: string
  /** What the button says instead of the title. */
  submitLabel?: string | ((plan: Plan | undefined) => string)
  variant?: 'primary' | 'danger'
  noun: Noun
  endings: EndingNouns
  /** Said in place of a plan that concerns nobody. */
  nothing: string
  /** Works out the plan, or throws an Error whose message can be shown. Called once there is something to ask for. */
  read: (() => Promise<Plan>) | undefined
  /** Told of a plan that concerns nobody, where something else than saying so is to be done. */
  onEmpty?: (plan: Plan) => void
  /** What the dialog is called instead, once there is a plan and before. */
  title?: (plan: Plan | undefined) => string
  /** What is to be chosen beside the plan, perhaps first; it is told what is wrong with it. */
  choice?: (errorOf: (name: string) => string | undefined) => ReactNode
  /** Something is still to be chosen. */
  waiting?: (plan: Plan | undefined) => boolean
  /** What is said of all that ends, in words; '' when nothing does. */
  sum?: (text: string) => ReactNode
  apply: (review: Review) => Promise<Sent<Result>>
  onDone: (result: Result) => void
  /** Whether an answer that is no plan is shown elsewhere, such as at the fields of a form. */
  elsewhere?: (answer: ActionState<Result>, review: Review) => boolean
  onClose: () => void
  onCloseAutoFocus?: (event: Event) => void
  /** Opens the review anew without these rows. */
  onLeaveOut?: (ids: number[]) => void
  aside?: (row: PlanRow) => ReactNode
  instead?: ReactNode
  /** A field of the change's own; it is told what is wrong with it. */
  field?: (errorOf: (name: string) => string | undefined, plan: Plan) => ReactNode
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
  onEmpty,
  title: titleOf = (plan) => `${verb} ${plan ? counted(plan.count || plan.blocked, noun) : noun[1]}`,
  choice,
  waiting = () => false,
  sum,
  apply,
  onDone,
  elsewhere,
  onLeaveOut,
  aside,
  field,
  ...frame
}: ReviewDialogProps<Result>) {
  const worked = useRead(
    read && about,
    () => read?.() ?? Promise.reject(new Error('There is nothing to ask.')),
  )
  const plan = worked.data
  const latestOnEmpty = useRef(onEmpty)
  latestOnEmpty.current = onEmpty
  useEffect(() => {
    if (plan?.rows.length === 0) latestOnEmpty.current?.(plan)
  }, [plan])
  const { pending, submit, message, errorOf, refuse } = useApply(about, apply, {
    done: onDone,
    changed: worked.replace,
    elsewhere,
  })
  const [entered, setEntered] = useState({ about, text: '' })
  const typed = entered.about === about ? entered.text : ''

  const possible = plan && plan.count > 0 && plan.blockers.length === 0
  const title = titleOf(plan)
  const isWaiting = waiting(plan)
  const label = typeof submitLabel === 'function' ? submitLabel(plan) : (submitLabel ?? title)

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
      submit={possible || isWaiting ? { label, variant } : undefined}
      pending={pending}
      disabled={!possible || isWaiting}
      ready={plan !== undefined}
      onSubmit={send}
    >
      <ErrorSummary message={message} />
      {choice?.(errorOf)}
      {plan && <PlanReview {...{ plan, noun, endings, sum, aside, onLeaveOut }} />}
      {read && !plan && <PlanPending problem={worked.error} onRetry={worked.retry} />}
      {plan?.rows.length === 0 && <p className="text-sm">{nothing}</p>}
      {possible && field?.(errorOf, plan)}
      {possible && plan.typed !== undefined && (
        <TextField
          label={`Type ${plan.typed} to confirm`}
          name="typed"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          data-passing
          onChange={(event) => setEntered({ about, text: event.target.value })}
          error={errorOf('typed')}
        />
      )}
    </ReviewFrame>
  )
}
