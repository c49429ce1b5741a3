import { z } from 'zod'
import { withoutNull } from '@/lib/kernel/characters'
import { code } from '@/words/said'

/** What somebody signs in with: a username or an e-mail address. */
export const Identifier = z
  .string()
  .trim()
  .min(1, { error: code('signIn.errors.identifierMissing') })
  .max(254, { error: code('signIn.errors.identifierTooLong') })
  .regex(withoutNull, { error: code('signIn.errors.identifierHoldsNull') })

/** Where to go on to. One that is too long for an address is as good as none. */
export const NextPath = z.string().max(8000).optional().catch(undefined)

export const SignIn = z.object({
  identifier: Identifier,
  password: z
    .string()
    .min(1, { error: code('signIn.errors.passwordMissing') })
    .max(1024),
  next: NextPath,
})
export type SignIn = z.infer<typeof SignIn>
