import type { z } from 'zod'
import { AttributesText } from '@/lib/kernel/attributes-text'
import { CreateUser, CurrentPassword, UserType } from './input'

/** The form that creates and edits users: its input, with attributes as text. Without a type, that stays as it is. */
export const UserForm = CreateUser.extend({
  attributes: AttributesText,
  type: UserType.optional(),
  currentPassword: CurrentPassword,
})
export type UserFormValues = z.input<typeof UserForm>
export type UserFormOutput = z.output<typeof UserForm>
