import 'server-only'
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
  'users.deactivate': () => deactivation,
  'users.activate': () => activation,
  'users.delete': () => deletion,
  'users.move': moveTo,
  'groups.add_members': addingTo,
  'groups.remove_members': removingFrom,
  'users.end_sessions': endingSessions,
  'users.unlock': unlocking,
})
