import { z } from 'zod'
import { Review } from '@/lib/acts/plan'
import { invisible, unprintable, withoutNull } from '@/lib/kernel/characters'
import { Cursor, pageSize } from '@/lib/kernel/list-input'
import { PermissionName } from '@/lib/rights/input'

export const RoleId = z.coerce.number().pipe(z.int32().positive())

export const RoleName = z
  .string({ error: 'Enter a name.' })
  .transform((name) => name.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, { error: 'Enter a name.' })
      .max(150, { error: 'A name may have at most 150 characters.' })
      .refine((name) => !invisible.test(name), {
        error: 'A name cannot hold control or invisible characters.',
      }),
  )

const RoleDescription = z
  .string()
  .max(500, { error: 'A description may have at most 500 characters.' })
  .refine((text) => !unprintable.test(text.replaceAll('\n', ' ')), {
    error: 'A description cannot hold control characters.',
  })

export const RoleFields = z.object({
  name: RoleName,
  description: RoleDescription.default(''),
  permissions: z
    .array(PermissionName)
    .max(1000)
    .transform((names) => [...new Set(names)])
    .default([]),
})
export type RoleFields = z.infer<typeof RoleFields>

/** `version`: the one the change was made against; a newer one in the database is a conflict, never overwritten. */
export const UpdateRole = z.object({
  id: RoleId,
  version: z.int32().positive().optional(),
  name: RoleName.optional(),
  description: RoleDescription.optional(),
  permissions: RoleFields.shape.permissions.unwrap().optional(),
})
export type UpdateRole = z.infer<typeof UpdateRole>

export const ForeseePermissions = UpdateRole.pick({ id: true }).extend({
  permissions: RoleFields.shape.permissions,
})
export type ForeseePermissions = z.infer<typeof ForeseePermissions>

export const PlanRoleDeletion = z.object({ id: RoleId })

/** `review`: the plan that was seen and agreed to. */
export const DeleteRole = PlanRoleDeletion.extend({ review: Review.optional() })
export type DeleteRole = z.infer<typeof DeleteRole>

/** What the URL of the list of roles holds; anything it should not is replaced by the default. */
export const ListRoles = z.object({
  q: z.string().max(200).regex(withoutNull).catch('').default(''),
  size: pageSize(50),
  after: Cursor,
  before: Cursor,
})
export type ListRoles = z.output<typeof ListRoles>
