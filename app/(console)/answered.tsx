import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { DialogBody } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { useAnswer } from './use-answer'

type AnsweredProps<T> = {
  answer: ReturnType<typeof useAnswer<T>>
  /** Said when the answer is a problem: "The user could not be read". */
  failure: string
  /** Stands in the place of what is awaited. */
  pending?: ReactNode
  children: (found: T) => ReactNode
}

/** The inside of a dialog that reads before it shows: waiting, what was read, or what went wrong and another try. */
export function Answered<T>({ answer, failure, pending, children }: AnsweredProps<T>) {
  const { found, problem, reload } = answer
  if (found !== undefined) return children(found)
  if (problem === undefined) return pending ?? <Pending />
  return (
    <DialogBody>
      <ErrorState title={failure} actions={<Button onClick={reload}>Try again</Button>}>
        {problem}
      </ErrorState>
    </DialogBody>
  )
}

function Pending() {
  return (
    <DialogBody aria-busy className="grid content-start gap-4">
      <Skeleton className="h-13 rounded-md" />
      <Skeleton className="h-10 rounded-md" />
    </DialogBody>
  )
}
