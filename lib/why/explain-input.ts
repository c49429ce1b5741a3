import { z } from 'zod'
import { PermissionName } from '@/lib/rights/input'

const Id = z.int32().positive()

/** What a permission is asked for: one user, one folder with all below it, or one group. */
const WhyTarget = z.union([
  z.strictObject({ userId: Id }),
  z.strictObject({ folderId: Id }),
  z.strictObject({ groupId: Id }),
])

/** Why somebody may do something, or may not. */
export const WhyMay = z.object({ userId: Id, permission: PermissionName, target: WhyTarget.optional() })
export type WhyMay = z.output<typeof WhyMay>

/** Who can do something to a user; with a search only people found by it. */
export const WhoCan = z.object({
  userId: Id,
  permission: PermissionName,
  q: z.string().trim().max(200).default(''),
})
export type WhoCan = z.output<typeof WhoCan>
