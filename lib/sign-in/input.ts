import { z } from 'zod'

export const SignIn = z.object({
  identifier: z.string().trim().min(1, { error: 'Enter your username or e-mail address.' }).max(254),
  password: z.string().min(1, { error: 'Enter your password.' }).max(1024),
  next: z.string().optional(),
})
export type SignIn = z.infer<typeof SignIn>
