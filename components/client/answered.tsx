import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { DialogBody } from '../ui/dialog'
import { ErrorState } from '../ui/error-state'
import { Skeleton } from '../ui/skeleton'
import type { useLookup } from './use-lookup'

type AnsweredProps<T> = {
  answer: ReturnType<typeof useLookup<T>>
  /** Said when the answer is a problem: "The user could not be read". */
  failure: string
  /** Stands in the place of what is awaited. */
  pending?: ReactNode
  children: (found: T) => ReactNode
}

/** The inside of a dialog that reads before it shows: waiting, what was read, or what went wrong and another try. */
export function Answered<T>({ answer, failure, pending, children }: AnsweredProps<T>) {
  const { data, error, retry } = answer
  if (data !== undefined) return children(data)
  if (error === undefined) return pending ?? <Pending />
  return (
    <DialogBody>
      <ErrorState title={failure} actions={<Button onClick={retry}>Try again</Button>}>
        {error}
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
