import { Fragment } from 'react'
import { Isolated } from '@/components/ui/isolated'
import type { Step } from '@/lib/grants/inherited'
import { inSentence, outsideView } from '@/lib/kernel/own-words'

/** The groups on the way to what is inherited, the nearest first. */
export function Steps({ steps }: { steps: Step[] }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a way is shown as it is and never rearranged.
        <Fragment key={index}>
          {index > 0 && <span aria-hidden>→</span>}
          {step ? (
            <a href={`/directory/groups/${step.id}`}>
              <Isolated>{step.label}</Isolated>
            </a>
          ) : (
            <span>{inSentence(outsideView.group)}</span>
          )}
        </Fragment>
      ))}
    </span>
  )
}
