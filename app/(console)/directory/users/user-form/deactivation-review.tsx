import { useState } from 'react'
import { userNoun } from '@/app/(console)/directory/nouns'
import { ReviewDialog } from '@/components/review-dialog'
import { credentialWords } from '@/lib/access/credential-words'
import type { Review } from '@/lib/acts/plan'
import type { Sent } from '@/lib/doors/action-state'
import { ReasonField } from '../acts/reason-field'
import { reviews } from '../acts/reviews'
import { labels } from './labels'

export type Reviewed = { review: Review; reason: string }

type DeactivationReviewProps<Result> = {
  userId: number
  /** Saves the form with what was reviewed. */
  apply: (reviewed: Reviewed) => Promise<Sent<Result>>
  onDone: (result: Result) => void
  /** What comes next is for the form to say. */
  onOther: (reviewed: Reviewed) => void
  onClose: () => void
}

/** What ends with a user whom a form takes out of service, before anything of the form is saved. */
export function DeactivationReview<Result>({
  userId,
  apply,
  onDone,
  onOther,
  onClose,
}: DeactivationReviewProps<Result>) {
  const [reason, setReason] = useState('')
  const { verb, nothing, read } = reviews.deactivate
  return (
    <ReviewDialog
      about={`deactivate ${userId}`}
      verb={verb}
      nothing={nothing}
      submitLabel="Save and deactivate"
      noun={userNoun}
      endings={credentialWords}
      read={() => read({ ids: [userId] })}
      // Somebody else was faster, which the form knows how to deal with.
      onEmpty={({ hash }) => onOther({ review: { hash }, reason })}
      apply={(review) => apply({ review, reason })}
      onDone={onDone}
      elsewhere={(answer, review) => {
        const isOfForm =
          answer.status === 'invalid'
            ? Object.keys(answer.fields).some(isOfTheForm)
            : answer.status === 'conflict'
        if (isOfForm) onOther({ review, reason })
        return isOfForm
      }}
      onClose={onClose}
      field={(errorOf) => <ReasonField value={reason} onChange={setReason} error={errorOf('reason')} />}
    />
  )
}

function isOfTheForm(field: string): boolean {
  return Object.hasOwn(labels, field)
}
