import 'server-only'
import { z } from 'zod'
import type { Refusals } from '@/lib/doors/api/problems'
import { MomentInput } from '@/lib/doors/api/wire'
import { FolderPath } from '@/lib/folders/input'
import { Attributes } from '@/lib/kernel/attributes'
import { Invalid } from '@/lib/kernel/errors'
import type { User } from '@/lib/users/get'
import { type CreateUser, DisplayName, Email, type UpdateUser, Username, UserType } from '@/lib/users/input'

/** A user as the API reads it. What PUT leaves out keeps its value, as PATCH does for every field. */
export const UserRequest = z
  .strictObject({
    username: Username,
    name: DisplayName,
    is_active: z.boolean().optional(),
    last_login: MomentInput.nullable()
      .optional()
      .describe('Cannot be changed: only its present value is accepted.'),
    groups: z
      .array(z.uuid())
      .max(50, { error: 'At most 50 groups at a time.' })
      .optional()
      .describe('Just these, of those the caller may see: the user leaves the others.'),
    roles: z
      .array(z.uuid())
      .max(1000)
      .optional()
      .describe('Just those given directly over everything: others are taken away.'),
    email: z
      .string()
      .transform((text): string | null => text)
      .pipe(Email)
      .optional(),
    attributes: Attributes.optional(),
    path: FolderPath.optional().describe('A folder, such as users/staff. Made when it is missing.'),
    type: UserType.optional(),
  })
  .meta({ id: 'UserRequest' })
type UserRequest = z.output<typeof UserRequest>

export const PatchedUserRequest = UserRequest.partial().meta({ id: 'PatchedUserRequest' })
type PatchedUserRequest = z.output<typeof PatchedUserRequest>

const readOnly = 'This field is set by the server and cannot be sent.'

export const userRefusals: Refusals = Object.fromEntries(
  [
    ...['pk', 'uuid', 'uid', 'is_superuser', 'groups_obj', 'roles_obj', 'avatar'],
    ...['date_joined', 'last_updated', 'password_change_date'],
  ].map((field) => [field, readOnly]),
)

export function newUser(body: UserRequest): CreateUser {
  requireLastLogin(body, null)
  return {
    username: body.username,
    name: body.name,
    email: body.email ?? null,
    path: body.path ?? 'users',
    isActive: body.is_active ?? true,
    type: body.type ?? 'internal',
    attributes: body.attributes ?? {},
    createFolder: true,
  }
}

export function userChanges(user: User, body: PatchedUserRequest): Omit<UpdateUser, 'version'> {
  requireLastLogin(body, user.lastSignInAt)
  const { username, name, email, path, is_active: isActive, type, attributes } = body
  return { id: user.id, username, name, email, path, isActive, type, attributes, createFolder: true }
}

/** Clients that change a user send back all they were given; a sign-in is not theirs to invent. */
function requireLastLogin({ last_login }: PatchedUserRequest, current: Date | null): void {
  if (last_login === undefined || last_login?.getTime() === current?.getTime()) return
  throw new Invalid({ last_login: ['The last sign-in cannot be changed. Leave this field out.'] })
}
