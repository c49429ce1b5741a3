import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { DataTable } from '@/components/table/data-table'
import { ListLayout } from '@/components/table/list-layout'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { type Job, listJobs } from '@/lib/acts/jobs/get'
import { jobLabel, ListJobs } from '@/lib/acts/jobs/input'
import { orInterrupt, pageContext } from '@/lib/doors/page'
import { JobState } from './job-state'

export const metadata: Metadata = { title: 'Jobs' }

export default async function JobsPage({ searchParams }: PageProps<'/jobs'>) {
  const ctx = await pageContext()
  const input = ListJobs.parse(await searchParams)
  const { rows, next } = await orInterrupt(listJobs(ctx, input))
  return (
    <ListLayout
      title="Jobs"
      meta="What is done to many users in the background"
      footer={
        <Pagination
          summary="Newest first"
          {...(input.before !== undefined && { previousHref: '/jobs' })}
          {...(next !== undefined && { nextHref: `/jobs?before=${next}` })}
        />
      }
    >
      {rows.length > 0 ? (
        <JobTable rows={rows} now={ctx.now} />
      ) : (
        <EmptyState icon={<ListChecks />} title="No jobs here">
          What is done to more than a thousand users at once becomes a job, and is found here while it runs
          and afterwards.
        </EmptyState>
      )}
    </ListLayout>
  )
}

function JobTable({ rows, now }: { rows: Job[]; now: Date }) {
  return (
    <DataTable caption="Jobs" columns={['What', 'State', 'Users', 'By whom', 'When']}>
      {rows.map((job) => (
        <tr key={job.id}>
          <td className="cell-main">
            <a href={`/jobs/${job.id}`}>{jobLabel(job.kind)}</a>
          </td>
          <td data-label="State">
            <JobState job={job} />
          </td>
          <td data-label="Users" className="tabular-nums">
            {(job.done + job.refused).toLocaleString('en')} of {job.total.toLocaleString('en')}
          </td>
          <td data-label="By whom">{job.startedBy}</td>
          <td data-label="When">
            <RelativeTime at={job.createdAt} now={now} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
