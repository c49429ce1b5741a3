import { z } from 'zod'
import { NextPath } from '@/lib/sign-in/input'

// Nobody's password is longer; how long a new one may be is for the policy to say.
const maxTyped = 1024

/** A new password, typed twice as the Forgot Password Cheat Sheet of OWASP asks. */
const twice = {
  newPassword: z.string().min(1, { error: 'Choose a new password.' }).max(maxTyped),
  repeatPassword: z.string().max(maxTyped),
}

const isSame = (input: { newPassword: string; repeatPassword: string }) =>
  input.newPassword === input.repeatPassword
const differs = { path: ['repeatPassword'], error: 'The two passwords differ.' }

export const NewPassword = z.object(twice).refine(isSame, differs)

export const ReplacePassword = z.object({ ...twice, next: NextPath }).refine(isSame, differs)

export const ChangePassword = z
  .object({
    currentPassword: z.string().min(1, { error: 'Enter your current password.' }).max(maxTyped),
    ...twice,
  })
  .refine(isSame, differs)
export type ChangePassword = z.infer<typeof ChangePassword>

export const SetPassword = z.object({
  userId: z.int32().positive(),
  password: z.string().min(1, { error: 'Choose a password.' }).max(maxTyped),
  mustChange: z.boolean(),
  endSessions: z.boolean(),
})
export type SetPassword = z.infer<typeof SetPassword>
