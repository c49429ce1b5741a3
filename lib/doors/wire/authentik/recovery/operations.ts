import 'server-only'
import { z } from 'zod'
import { type Operations, operation } from '@/lib/doors/api/operation'
import { userId } from '@/lib/doors/wire/authentik/users/operations/user-id'
import { Conflict } from '@/lib/kernel/errors'
import { createRecoveryLink } from '@/lib/recovery/create-link'
import { TokenDuration } from '@/lib/recovery/duration'
import { defaultLifetime } from '@/lib/recovery/lifetimes'
import { mailRecoveryLink } from '@/lib/recovery/mail-link'
import { planRecoveryLink } from '@/lib/recovery/plan'

const Link = z.object({ link: z.string() }).meta({ id: 'Link' })

const UserRecoveryLinkRequest = z
  .strictObject({ token_duration: TokenDuration.optional() })
  .meta({ id: 'UserRecoveryLinkRequest' })

const UserRecoveryEmailRequest = UserRecoveryLinkRequest.extend({
  email_stage: z.uuid().optional().describe('Accepted and ignored: mail leaves in one way.'),
}).meta({ id: 'UserRecoveryEmailRequest' })

const create = operation({
  id: 'core_users_recovery_create',
  summary: 'Make a recovery link, which ends the one given before; it is answered this once',
  permission: 'users.recover',
  target: (_ctx, params) => ({ userId: userId(params) }),
  body: UserRecoveryLinkRequest,
  bodyOptional: true,
  result: Link,
  plan: (ctx, { params }) => planRecoveryLink(ctx, userId(params), { byMail: false }),
  async run(ctx, { params, body: { token_duration: lifetimeMinutes = defaultLifetime } }) {
    const { url } = await createRecoveryLink(ctx, { userId: userId(params), lifetimeMinutes })
    return { result: { link: url } }
  },
})

const email = operation({
  id: 'core_users_recovery_email_create',
  summary:
    'Mail a recovery link, which ends the one given before; done means that the mail server has taken it',
  permission: 'users.recover',
  target: (_ctx, params) => ({ userId: userId(params) }),
  body: UserRecoveryEmailRequest,
  bodyOptional: true,
  result: z.null(),
  status: 204,
  plan: (ctx, { params }) => planRecoveryLink(ctx, userId(params), { byMail: true }),
  async run(ctx, { params, body: { token_duration: lifetimeMinutes = defaultLifetime } }) {
    const { delivery } = await mailRecoveryLink(ctx, { userId: userId(params), lifetimeMinutes })
    if (delivery.status !== 'sent' && delivery.status !== 'captured') {
      throw new Conflict(`${delivery.status === 'sending' ? 'Not sent yet' : 'Not sent'}: ${delivery.answer}`)
    }
    return { result: null }
  },
})

/** What the API serves of recovery, by path. */
export const recoveryOperations = {
  '/core/users/{id}/recovery/': { POST: create },
  '/core/users/{id}/recovery_email/': { POST: email },
} satisfies Record<string, Operations>
