import { z } from 'zod'
import { Review } from '@/lib/acts/plan'
import { SelectedUsers, selectionLimit } from '@/lib/acts/selection-input'
import { Attributes } from '@/lib/kernel/attributes'
import { invisible, withoutNull } from '@/lib/kernel/characters'
import { storable } from '@/lib/kernel/moment'

export const GroupName = z
  .string({ error: 'Enter a name.' })
  .min(1, { error: 'Enter a name.' })
  .max(150, { error: 'A name may have at most 150 characters.' })
  .refine((value) => value === value.trim(), { error: 'A name cannot begin or end with a space.' })
  .refine((value) => !invisible.test(value), {
    error: 'A name cannot hold control or invisible characters.',
  })

export const GroupId = z.coerce.number().pipe(z.int32().positive())

/** How many groups may stand directly above one. */
export const maxParents = 50

const Parents = z
  .array(GroupId)
  .max(maxParents, { error: `A group may have at most ${maxParents} parents.` })
  .transform((ids) => [...new Set(ids)])

export const CreateGroup = z.object({
  name: GroupName,
  parents: Parents.default([]),
  attributes: Attributes.default({}),
})
export type CreateGroup = z.infer<typeof CreateGroup>

/** `version`: the one the change was made against; a newer one in the database is a conflict, never overwritten. */
export const UpdateGroup = z.object({
  id: GroupId,
  version: z.int32().positive().optional(),
  name: GroupName.optional(),
  parents: Parents.optional(),
  attributes: Attributes.optional(),
})
export type UpdateGroup = z.infer<typeof UpdateGroup>

export const DeleteGroup = z.object({ id: GroupId, review: Review.optional() })
export type DeleteGroup = z.infer<typeof DeleteGroup>

const unreadable = { error: 'Enter a day and a time, or leave it empty.' }

/** When a membership ends by itself; null for never. What is half a moment, such as a day alone, is refused. */
const Until = storable(
  z
    .string(unreadable)
    .regex(/T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, unreadable)
    .pipe(z.coerce.date(unreadable)),
).nullable()

export const AddMembers = z.object({
  groupIds: z.array(GroupId).min(1, { error: 'Choose a group.' }).max(50),
  selected: SelectedUsers,
  until: Until.default(null),
})
export type AddMembers = z.infer<typeof AddMembers>

export type PlanAddition = Omit<AddMembers, 'groupIds'> & { groupId: number }

export const PlanRemoval = z.object({ groupId: GroupId, selected: SelectedUsers })
export type PlanRemoval = z.infer<typeof PlanRemoval>

export const RemoveMembers = PlanRemoval.extend({ review: Review.optional() })
export type RemoveMembers = z.infer<typeof RemoveMembers>

/** Usernames and addresses as somebody pastes them, by lines, commas or semicolons. */
export const PastedNames = z.object({
  names: z
    .string()
    .max(300_000)
    .regex(withoutNull, { error: 'Names cannot hold a null character.' })
    .transform((text) => [...new Set(text.split(/[\n,;]/).map((name) => name.trim()))].filter(Boolean))
    .refine((names) => names.length > 0, { error: 'Enter usernames or e-mail addresses.' })
    .refine((names) => names.length <= selectionLimit, {
      error: `At most ${selectionLimit.toLocaleString('en')} at a time.`,
    }),
})
export type PastedNames = z.infer<typeof PastedNames>

/** A new group with users in it from the beginning. */
export const CreateGroupWith = CreateGroup.extend({ selected: SelectedUsers, until: Until.default(null) })
export type CreateGroupWith = z.infer<typeof CreateGroupWith>

/** What a form is about to do, as far as there may be something to warn of. */
export const ForeseeAddition = AddMembers.omit({ until: true })
export type ForeseeAddition = z.infer<typeof ForeseeAddition>

export const ForeseeParents = z.object({ id: GroupId, parents: Parents })
export type ForeseeParents = z.infer<typeof ForeseeParents>
