import { z } from 'zod'
import { withoutNull } from '@/lib/kernel/characters'
import { Review } from './plan'

/** How many users one act may concern. */
export const selectionLimit = 1000

const tooMany = `At most ${selectionLimit.toLocaleString('en')} users at a time.`

/** All users that a list shows: what its URL says, without order and page. */
export const MatchingUsers = z.object({
  folder: z.string().max(1000).regex(withoutNull, { error: 'A folder cannot hold a null character.' }),
  subfolders: z.boolean(),
  q: z.string().max(1000),
})
export type MatchingUsers = z.infer<typeof MatchingUsers>

/** Users picked one by one, or all that match. */
export const SelectedUsers = z.union([
  z.object({ ids: z.array(z.int32().positive()).min(1).max(selectionLimit, { error: tooMany }) }),
  z.object({
    matching: MatchingUsers,
    /** Those of them that are left out. */
    except: z.array(z.int32().positive()).max(selectionLimit, { error: tooMany }).optional(),
  }),
])
export type SelectedUsers = z.infer<typeof SelectedUsers>

export const PlanMove = z.object({ selected: SelectedUsers, folderId: z.int32().positive() })
export type PlanMove = z.infer<typeof PlanMove>

/** `review`, here and below: the plan that was seen and agreed to. */
export const MoveUsers = PlanMove.extend({ review: Review.optional() })
export type MoveUsers = z.infer<typeof MoveUsers>

/** Why somebody is deactivated; empty counts as none. */
export const Reason = z
  .string()
  .trim()
  .max(500, { error: 'A reason may have at most 500 characters.' })
  .regex(withoutNull, { error: 'A reason cannot hold a null character.' })
  .transform((reason) => reason || undefined)
  .optional()

export const DeactivateUsers = z.object({
  selected: SelectedUsers,
  reason: Reason,
  review: Review.optional(),
})
export type DeactivateUsers = z.infer<typeof DeactivateUsers>

export const ActivateUsers = z.object({ selected: SelectedUsers, review: Review.optional() })
export type ActivateUsers = z.infer<typeof ActivateUsers>

export const EndSessions = z.object({ selected: SelectedUsers, review: Review.optional() })
export type EndSessions = z.infer<typeof EndSessions>

export const UnlockUsers = z.object({ selected: SelectedUsers, review: Review.optional() })
export type UnlockUsers = z.infer<typeof UnlockUsers>

export const DeleteUsers = z.object({ selected: SelectedUsers, review: Review.optional() })
export type DeleteUsers = z.infer<typeof DeleteUsers>
