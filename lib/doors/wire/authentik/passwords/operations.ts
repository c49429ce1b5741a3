import 'server-only'
import { z } from 'zod'
import { type Operations, operation } from '@/lib/doors/api/operation'
import { userId } from '@/lib/doors/wire/authentik/users/operations/user-id'
import { setPassword } from '@/lib/passwords/set'

const UserPasswordSetRequest = z
  .strictObject({
    password: z.string().min(1, { error: 'Choose a password.' }).max(1024),
    must_change: z
      .boolean()
      .default(false)
      .describe('The user has to choose another one at the next sign-in.'),
    end_sessions: z.boolean().default(true).describe('Whoever is signed in as this user is signed out.'),
  })
  .meta({ id: 'UserPasswordSetRequest' })

const set = operation({
  id: 'core_users_set_password_create',
  summary: 'Set the password of a user, who is told by mail; open recovery links end',
  permission: 'users.set_password',
  target: (_ctx, params) => ({ userId: userId(params) }),
  body: UserPasswordSetRequest,
  result: z.null(),
  status: 204,
  async run(ctx, { params, body: { password, must_change: mustChange, end_sessions: endSessions } }) {
    await setPassword(ctx, { userId: userId(params), password, mustChange, endSessions })
    return { result: null }
  },
})

/** What the API serves of passwords, by path. */
export const passwordOperations = {
  '/core/users/{id}/set_password/': { POST: set },
} satisfies Record<string, Operations>
