import { z } from 'zod'
import { Review } from '@/lib/acts/plan'
import { GroupId } from './input'

export const PlanLeaving = z.object({
  userId: z.int32().positive(),
  groupIds: z.array(GroupId).min(1).max(50, { error: 'At most 50 groups at a time.' }),
})
export type PlanLeaving = z.infer<typeof PlanLeaving>

/** `review`: the plan that was seen and agreed to. */
export const LeaveGroups = PlanLeaving.extend({ review: Review.optional() })
export type LeaveGroups = z.infer<typeof LeaveGroups>
