'use client'

import type { PlanFolderChange } from '@/lib/folders/input'
import type { FolderPlan } from '@/lib/folders/types'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { counted } from './folder-text'
import { useLookup } from './use-lookup'

/** What the change would do, as the server works it out. Undefined asks nothing. */
export function useFolderPlan(change: PlanFolderChange | undefined, delayMs = 0) {
  const query =
    change && new URLSearchParams(Object.entries(change).map(([key, value]) => [key, String(value)]))
  return useLookup<FolderPlan>(query && `/directory/folders/plan?${query}`, delayMs)
}

type Review = ReturnType<typeof useFolderPlan>

/** The old path and the new one, and whom that concerns. */
export function RelocationReview({ from, to, users, folders }: Omit<FolderPlan, 'blockers'>) {
  if (to === null || to === from) return null
  const below = folders - 1
  const who = [counted(users, 'user'), ...(below > 0 ? [`${counted(below, 'folder')} below it`] : [])]
  return (
    <div className="rounded-md bg-sunken px-3 py-2.5 text-sm" role="status">
      <p className="break-words">
        <span className="text-muted">{from}</span>
        <span aria-hidden className="px-1.5 text-muted">
          →
        </span>
        <span className="sr-only"> becomes </span>
        <span className="font-medium">{to}</span>
      </p>
      <p className="mt-1 text-muted">
        {users + below === 0
          ? 'The folder is empty: nobody is concerned.'
          : `This concerns ${who.join(' and ')}: their path changes, and nothing else about them.`}
      </p>
    </div>
  )
}

export function ReviewPending({ review }: { review: Review }) {
  if (review.error)
    return (
      <Alert tone="danger" role="alert" title="What this would do could not be worked out">
        <p>{review.error}</p>
        <Button size="sm" className="mt-2" onClick={review.retry}>
          Try again
        </Button>
      </Alert>
    )
  if (!review.loading) return null
  return (
    <div aria-busy="true" className="flex flex-col gap-2 rounded-md bg-sunken px-3 py-3">
      <span className="sr-only">Working out what this concerns</span>
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
    </div>
  )
}
