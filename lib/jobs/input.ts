import { z } from 'zod'

/** How many users one job may concern. */
export const jobLimit = 100_000

export const JobId = z.uuid()

/** What each kind of job does, as its page says it. */
export const jobKinds = {
  'users.deactivate': 'Deactivate users',
  'users.activate': 'Activate users',
  'users.delete': 'Delete users',
  'users.move': 'Move users',
} as const
