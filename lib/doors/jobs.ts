import 'server-only'
import { asJob } from '@/lib/acts/act'
import { jobWorker } from '@/lib/acts/jobs/work'
import { addingTo, removingFrom } from '@/lib/groups/members'
import { activation } from '@/lib/users/activate'
import { deactivation } from '@/lib/users/deactivate'
import { deletion } from '@/lib/users/delete'
import { endingSessions } from '@/lib/users/end-sessions'
import { moveTo } from '@/lib/users/move'
import { unlocking } from '@/lib/users/unlock'

/** Does the next slice of the oldest job. Every act that may become a job stands here, under the kind it is stored by. */
export const workOnJobs = jobWorker({
  'users.deactivate': asJob(() => deactivation),
  'users.activate': asJob(() => activation),
  'users.delete': asJob(() => deletion),
  'users.move': asJob(moveTo),
  'groups.add_members': asJob(addingTo),
  'groups.remove_members': asJob(removingFrom),
  'users.end_sessions': asJob(endingSessions),
  'users.unlock': asJob(unlocking),
})
