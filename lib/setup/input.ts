import { z } from 'zod'
import { DisplayName, Email, Username } from '@/lib/users/input'

export const SetUp = z.object({
  token: z.string().min(1).max(200),
  username: Username,
  name: DisplayName.default(''),
  email: Email.default(null),
  password: z.string({ error: 'Choose a password.' }).min(1, { error: 'Choose a password.' }).max(1024),
})
export type SetUp = z.infer<typeof SetUp>
