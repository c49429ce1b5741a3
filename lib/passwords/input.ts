import { z } from 'zod'

export const ChangePassword = z
  .object({
    currentPassword: z.string().min(1, { error: 'Enter your current password.' }),
    newPassword: z.string().min(1, { error: 'Choose a new password.' }),
    repeatPassword: z.string(),
  })
  .refine((input) => input.newPassword === input.repeatPassword, {
    path: ['repeatPassword'],
    error: 'The two passwords differ.',
  })
export type ChangePassword = z.infer<typeof ChangePassword>
