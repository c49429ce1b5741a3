import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page-header'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Isolated } from '@/components/ui/isolated'
import { Pagination } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { Tabs } from '@/components/ui/tabs'
import { getJob, listOutcomes } from '@/lib/acts/jobs/get'
import { jobLabel, ListOutcomes } from '@/lib/acts/jobs/input'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { JobState } from '../job-state'
import { JobProgress } from './job-progress'
import { OutcomeTable } from './outcome-table'

export const metadata: Metadata = { title: 'Job' }

export default async function JobPage({ params, searchParams }: PageProps<'/jobs/[id]'>) {
  const ctx = await pageContext()
  const { id } = await params
  const job = await orInterrupt(getJob(ctx, id))
  const { show, after } = ListOutcomes.parse(await searchParams)
  const isRefused = show === 'refused'
  const { rows, next } = await listOutcomes(ctx, id, { refused: isRefused, after })
  const { total, done, refused, finishedAt, stoppedBecause, cancelRequested, failures, dueAt } = job
  const address = `/jobs/${id}`
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb label="Jobs" crumbs={[{ label: 'Jobs', href: '/jobs' }]} />}
        title={jobLabel(job.kind)}
        meta={
          <>
            <JobState job={job} />
            <span>
              Started by <Isolated>{job.startedBy}</Isolated>{' '}
              <RelativeTime at={job.createdAt} now={ctx.now} />
            </span>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {stoppedBecause && (
          <Alert tone="warning" title="It stopped before its end">
            {stoppedBecause} What was done until then stays done.
          </Alert>
        )}
        {!finishedAt && failures > 0 && (
          <Alert tone="warning" title="Its last step failed">
            It is tried again <RelativeTime at={dueAt} now={ctx.now} />. Nothing is done twice.
          </Alert>
        )}
        <JobProgress
          id={id}
          progress={{ total, done, refused, isFinished: finishedAt !== null }}
          isStopping={cancelRequested}
        />
        <Card flush>
          <div className="px-3 pt-1">
            <Tabs
              label="Outcomes"
              tabs={[
                { href: address, label: 'All outcomes' },
                { href: `${address}?show=refused`, label: 'Not done', count: refused.toLocaleString('en') },
              ]}
              current={isRefused ? `${address}?show=refused` : address}
            />
          </div>
          {rows.length > 0 ? (
            <OutcomeTable rows={rows} />
          ) : (
            <EmptyState icon={<ListChecks />} title={isRefused ? 'Nobody was left out' : 'No outcomes yet'} />
          )}
          <div className="border-line-soft border-t px-4 py-2">
            <Pagination
              summary={`${(done + refused).toLocaleString('en')} of ${total.toLocaleString('en')} users`}
              {...(after > 0 && { previousHref: `${address}?show=${show}` })}
              {...(next !== undefined && { nextHref: `${address}?show=${show}&after=${next}` })}
            />
          </div>
        </Card>
      </div>
    </>
  )
}
