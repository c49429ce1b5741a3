import { z } from 'zod'
import { withoutNull } from '@/lib/kernel/characters'

/** What somebody signs in with: a username or an e-mail address. */
export const Identifier = z
  .string()
  .trim()
  .min(1, { error: 'Enter your username or e-mail address.' })
  .max(254, { error: 'This is too long for a username or an e-mail address.' })
  .regex(withoutNull, { error: 'A username cannot hold a null character.' })

/** Where to go on to. One that is too long for an address is as good as none. */
export const NextPath = z.string().max(8000).optional().catch(undefined)

export const SignIn = z.object({
  identifier: Identifier,
  password: z.string().min(1, { error: 'Enter your password.' }).max(1024),
  next: NextPath,
})
export type SignIn = z.infer<typeof SignIn>
