'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { readLookup } from '@/components/client/read-lookup'
import { useDeed } from '@/components/client/use-deed'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Progress } from '@/lib/acts/jobs/get'
import { cancelJobAction } from './actions'

const everyMs = 1000
/** How old the outcomes on the page may be while more come. */
const outcomesMs = 10_000

type JobProgressProps = { id: string; progress: Progress; isStopping: boolean }

/** How far a job is, asked for every second while somebody looks. The outcomes beside it follow. */
export function JobProgress({ id, progress: first, isStopping }: JobProgressProps) {
  const router = useRouter()
  const [latest, setLatest] = useState(first)
  const { pending, deed: cancel } = useDeed(
    () => cancelJobAction(id),
    () => router.refresh(),
  )
  const { total, done, refused, isFinished } = first.isFinished ? first : latest
  const behind = done + refused
  const listed = first.done + first.refused
  const label = `${behind.toLocaleString('en')} of ${total.toLocaleString('en')} users`

  useEffect(() => {
    if (first.isFinished) return
    const listedAt = Date.now()
    const timer = setInterval(async () => {
      if (document.hidden) return
      // One answer that fails to come is made up for by the next.
      const progress = await readLookup<Progress>(`/jobs/${id}/progress`).catch(() => undefined)
      if (!progress) return
      setLatest(progress)
      const hasMore = progress.done + progress.refused > listed
      const isOld = listed === 0 || Date.now() - listedAt > outcomesMs
      if (progress.isFinished || (hasMore && isOld)) router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [id, first.isFinished, listed, router])

  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-48 flex-1">
          <div
            role="progressbar"
            aria-label="Progress"
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={behind}
            aria-valuetext={label}
            className="h-2 overflow-hidden rounded-full bg-sunken"
          >
            <svg aria-hidden className="block h-full w-full" preserveAspectRatio="none" viewBox="0 0 1 1">
              <rect width={total > 0 ? behind / total : 1} height="1" className="fill-accent" />
            </svg>
          </div>
          <p className="mt-1.5 text-muted text-sm tabular-nums">
            {label}
            {refused > 0 && `, ${refused.toLocaleString('en')} not done`}
          </p>
        </div>
        {!isFinished && (
          <Button onClick={() => cancel()} loading={pending} disabled={isStopping}>
            {isStopping ? 'Stopping' : 'Cancel'}
          </Button>
        )}
      </div>
    </Card>
  )
}
