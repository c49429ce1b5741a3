import { z } from 'zod'
import { IdCursor } from '@/lib/kernel/list-input'

/** How many users one job may concern. */
export const jobLimit = 100_000

export const JobId = z.uuid()

/** What each kind of job does, as its page says it. */
const jobKinds: Record<string, string> = {
  'users.deactivate': 'Deactivate users',
  'users.activate': 'Activate users',
  'users.delete': 'Delete users',
  'users.move': 'Move users',
  'groups.add_members': 'Add users to a group',
  'groups.remove_members': 'Take users out of a group',
  'users.end_sessions': 'End sessions',
  'users.unlock': 'Unlock users',
}

/** The words for a kind of job; an unknown one, from a newer version, stands for itself. */
export function jobLabel(kind: string): string {
  return jobKinds[kind] ?? kind
}

export const ListJobs = z.object({ before: IdCursor })

export const ListOutcomes = z.object({
  show: z.enum(['all', 'refused']).catch('all'),
  after: z.coerce.number().pipe(z.int32().nonnegative()).catch(0),
})
