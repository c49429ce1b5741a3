import { Badge } from '@/components/ui/badge'
import type { Job } from '@/lib/acts/jobs/get'

/** Where a job stands, in a word. */
export function JobState({ job: { finishedAt, stoppedBecause, cancelRequested } }: { job: Job }) {
  if (finishedAt && stoppedBecause) return <Badge tone="warning">Stopped</Badge>
  if (finishedAt) return <Badge tone="success">Finished</Badge>
  return <Badge tone="accent">{cancelRequested ? 'Stopping' : 'Running'}</Badge>
}
