import 'server-only'
import { z } from 'zod'
import { selectionLimit } from '@/lib/acts/selection-input'
import { NumberedQuery } from '@/lib/doors/api/numbered'
import type { Refusals } from '@/lib/doors/api/problems'
import { QueryText } from '@/lib/doors/api/query'
import { MomentInput } from '@/lib/doors/api/wire'
import { GroupName, maxParents } from '@/lib/groups/input'
import { Attributes } from '@/lib/kernel/attributes'
import { UserId } from '@/lib/users/input'

const many = `At most ${selectionLimit.toLocaleString('en')} at a time.`

/** A group as the API reads it. What PUT leaves out keeps its value, as PATCH does for every field. */
export const GroupRequest = z
  .strictObject({
    name: GroupName,
    is_superuser: z.boolean().optional(),
    parents: z.array(z.uuid()).max(maxParents).optional(),
    users: z
      .array(UserId)
      .max(selectionLimit, { error: many })
      .optional()
      .describe('Just these, of those the caller may see: others leave the group.'),
    attributes: Attributes.optional(),
    roles: z
      .array(z.uuid())
      .max(1000)
      .optional()
      .describe('Just those given directly over everything: others are taken away.'),
  })
  .meta({ id: 'GroupRequest' })
export const PatchedGroupRequest = GroupRequest.partial().meta({ id: 'PatchedGroupRequest' })
export type PatchedGroupRequest = z.output<typeof PatchedGroupRequest>

const readOnly = 'This field is set by the server and cannot be sent.'

export const groupRefusals: Refusals = Object.fromEntries(
  [
    ...['pk', 'num_pk', 'parents_obj', 'users_obj', 'users_until', 'users_truncated', 'num_users'],
    ...['roles_obj', 'inherited_roles_obj', 'children', 'children_obj'],
  ].map((field) => [field, readOnly]),
)

/** Parts that are written out only when asked for. */
export const Includes = z.strictObject({
  include_users: z.boolean().default(true),
  include_parents: z.boolean().default(false),
  include_children: z.boolean().default(false),
  include_inherited_roles: z.boolean().default(false),
})

export const GroupListQuery = NumberedQuery.extend(Includes.shape).extend({
  search: QueryText.optional().describe('Words, each found anywhere in the name.'),
  ordering: z.enum(['name', '-name']).default('name'),
  name: QueryText.optional().describe('Exactly, without regard to case.'),
  is_superuser: z.boolean().optional(),
  members_by_pk: z.array(UserId).optional().describe('Groups that one of these users is in directly.'),
  members_by_username: z.array(QueryText).optional(),
})
export type GroupListQuery = z.output<typeof GroupListQuery>

export const groupListRefusals: Refusals = { attributes: 'This server does not filter by this yet.' }

export const MemberRequest = z
  .strictObject({
    pk: UserId,
    until: MomentInput.nullable().optional().describe('When the membership ends by itself. Ours.'),
  })
  .meta({ id: 'GroupMemberRequest' })

export const LeaverRequest = z.strictObject({ pk: UserId }).meta({ id: 'UserAccountRequest' })
