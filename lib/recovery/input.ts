import { z } from 'zod'
import { Identifier } from '@/lib/sign-in/input'
import { defaultLifetime, maxLifetime, minLifetime } from './lifetimes'

const rule = 'A recovery link works for 30 minutes to 7 days.'

const Lifetime = z
  .int({ error: rule })
  .min(minLifetime, { error: rule })
  .max(maxLifetime, { error: rule })
  .default(defaultLifetime)

const UserId = z.int32().positive()

export const CreateRecoveryLink = z.object({ userId: UserId, lifetimeMinutes: Lifetime })
export type CreateRecoveryLink = z.infer<typeof CreateRecoveryLink>

/** The link is named, so that nobody ends or extends another one than they saw. */
export const RevokeRecoveryLink = z.object({ userId: UserId, linkId: z.uuid() })
export type RevokeRecoveryLink = z.infer<typeof RevokeRecoveryLink>

/** The lifetime counts from now, and ends seven days after the making at the latest. */
export const ExtendRecoveryLink = RevokeRecoveryLink.extend({ lifetimeMinutes: Lifetime })
export type ExtendRecoveryLink = z.infer<typeof ExtendRecoveryLink>

export const RequestRecovery = z.object({ identifier: Identifier })
export type RequestRecovery = z.infer<typeof RequestRecovery>
