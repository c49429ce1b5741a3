import { z } from 'zod'
import { defaultLifetime, maxLifetime, minLifetime } from '@/lib/recovery/lifetimes'
import { DisplayName, Email, Username } from '@/lib/users/input'

const daysRule = '--days must be a whole number from 1 to 3650.'

export const CreateTokenArguments = z.object({
  username: z.string({ error: 'create-token needs a username.' }).min(1),
  rest: z.array(z.string()).max(0, { error: 'create-token takes one username.' }),
  days: z.coerce
    .number({ error: daysRule })
    .int({ error: daysRule })
    .min(1, { error: daysRule })
    .max(3650, { error: daysRule })
    .default(365),
  description: z
    .string()
    .max(200, { error: '--description must be at most 200 characters.' })
    .default('Made at the command line'),
})
export type CreateTokenArguments = z.infer<typeof CreateTokenArguments>

const minutesRule = `--minutes must be a whole number from ${minLifetime} to ${maxLifetime}.`

export const RecoveryLinkArguments = z.object({
  username: z.string({ error: 'recovery-link needs a username.' }).min(1),
  rest: z.array(z.string()).max(0, { error: 'recovery-link takes one username.' }),
  minutes: z.coerce
    .number({ error: minutesRule })
    .int({ error: minutesRule })
    .min(minLifetime, { error: minutesRule })
    .max(maxLifetime, { error: minutesRule })
    .default(defaultLifetime),
})

export const SetPasswordArguments = z.object({
  username: z.string({ error: 'set-password needs a username.' }).min(1),
  rest: z.array(z.string()).max(0, { error: 'set-password takes one username.' }),
})

export const UnlockArguments = z.object({
  username: z.string({ error: 'unlock needs a username.' }).min(1),
  rest: z.array(z.string()).max(0, { error: 'unlock takes one username.' }),
})

export const CreateAdminArguments = z.object({
  username: z.string({ error: 'create-admin needs a username.' }).pipe(Username),
  rest: z.array(z.string()).max(0, { error: 'create-admin takes one username.' }),
  name: DisplayName.default(''),
  email: Email.default(null),
})

/** What the CLI sends over the local channel. */
export const ChannelRequest = z.object({ argv: z.array(z.string()).max(50) })

export const ChannelReply = z.object({
  exitCode: z.number().int(),
  output: z.string(),
  notice: z.string().optional(),
})
