import { z } from 'zod'
import { Review } from '@/lib/acts/plan'
import { Reason } from '@/lib/acts/selection-input'
import { FolderPath } from '@/lib/folders/input'
import { Attributes } from '@/lib/kernel/attributes'
import { invisible, unprintable } from '@/lib/kernel/characters'

export const Username = z
  .string({ error: 'Enter a username.' })
  .min(1, { error: 'Enter a username.' })
  .max(150, { error: 'A username may have at most 150 characters.' })
  .refine((value) => value === value.trim(), { error: 'A username cannot begin or end with a space.' })
  .refine((value) => !invisible.test(value), {
    error: 'A username cannot hold control or invisible characters.',
  })

export const DisplayName = z
  .string()
  .max(255, { error: 'A name may have at most 255 characters.' })
  .refine((value) => !unprintable.test(value), { error: 'A name cannot hold control characters.' })

/** An address, or null for none; the empty text of a form field counts as none. */
export const Email = z.union([
  z.literal('').transform(() => null),
  z.null(),
  z
    .email({ error: 'Enter an address such as ada@example.org.' })
    .max(254, { error: 'An address may have at most 254 characters.' }),
])

export const UserType = z.enum(['internal', 'external'], { error: 'Choose internal or external.' })

export const UserId = z.coerce.number().pipe(z.int32().positive())

/** An id as it stands in an address, in its one spelling. */
export const UserIdText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(z.int32())

export const UserFields = z.object({
  username: Username,
  path: FolderPath,
  name: DisplayName,
  email: Email,
  isActive: z.boolean(),
  type: UserType,
  attributes: Attributes,
})
export type UserFields = z.infer<typeof UserFields>

/** `createFolder`: the person has been told that the path is new and wants it made. */
export const CreateUser = UserFields.extend({ createFolder: z.boolean().default(false) })
export type CreateUser = z.infer<typeof CreateUser>

/** What one types to prove that a change of one's own username or address is one's own; empty where it is not asked for. */
export const CurrentPassword = z.string().max(1024).optional()

/**
 * `version`: the one the change was made against; a newer one in the database is a conflict, never overwritten.
 * `reason` and `review`: of deactivating, where the change does.
 */
export const UpdateUser = UserFields.partial().extend({
  id: UserId,
  version: z.int32().positive().optional(),
  currentPassword: CurrentPassword,
  createFolder: z.boolean().default(false),
  reason: Reason,
  review: Review.optional(),
})
export type UpdateUser = z.infer<typeof UpdateUser>

/** The same from a form, which does not take anybody out of service unreviewed. */
export const ReviewedUpdate = UpdateUser.refine(({ isActive, review }) => isActive !== false || review, {
  path: ['isActive'],
  error: 'Review first what ends when this user is deactivated.',
})
