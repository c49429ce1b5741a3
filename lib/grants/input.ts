import { z } from 'zod'
import { Review } from '@/lib/acts/plan'
import { IdCursor, pageSize } from '@/lib/kernel/list-input'
import { PermissionName } from '@/lib/rights/input'
import { RoleId } from '@/lib/roles/input'
import { UserId } from '@/lib/users/input'

const id = z.coerce.number().pipe(z.int32().positive())

/** Who holds a grant. */
export const Holder = z.union([z.strictObject({ userId: UserId }), z.strictObject({ groupId: id })])
export type Holder = z.infer<typeof Holder>

/** What a grant gives. */
export const Given = z.union(
  [z.strictObject({ permission: PermissionName }), z.strictObject({ roleId: RoleId })],
  { error: 'Choose a permission or a role.' },
)
export type Given = z.infer<typeof Given>

/** Over what: everything, a folder with all below it, the members of a group, one user, or one group. */
export const GrantScope = z.union(
  [
    z.strictObject({ kind: z.literal('everything') }),
    z.strictObject({ kind: z.enum(['folder', 'members', 'user', 'group']), id }),
  ],
  { error: 'Choose over what.' },
)
export type GrantScope = z.infer<typeof GrantScope>

export const CreateGrant = z.object({ holder: Holder, given: Given, scope: GrantScope })
export type CreateGrant = z.infer<typeof CreateGrant>

export const PlanGrantDeletion = z.object({ ids: z.array(z.uuid()).min(1).max(100) })

/** `review`: the plan that was seen and agreed to. */
export const DeleteGrants = PlanGrantDeletion.extend({ review: Review.optional() })
export type DeleteGrants = z.infer<typeof DeleteGrants>

/** What the URL of a list of grants holds; anything it should not is replaced by the default. */
export const ListGrants = z.object({
  size: pageSize(50),
  after: IdCursor,
  before: IdCursor,
})
export type ListGrants = z.output<typeof ListGrants>
