import 'server-only'
import { z } from 'zod'
import type { Plan } from '@/lib/acts/plan'
import { operation } from '@/lib/doors/api/operation'
import type { ApiContext } from '@/lib/doors/api/token'
import { WireUser } from '@/lib/doors/wire/authentik/users/wire'
import {
  newUser,
  PatchedUserRequest,
  UserRequest,
  userChanges,
  userRefusals,
} from '@/lib/doors/wire/authentik/users/wire-input'
import { readWireUser, visibleTies } from '@/lib/doors/wire/authentik/users/wire-rows'
import { createTiedUser, updateTiedUser } from '@/lib/groups/ties'
import { Invalid, NotFound } from '@/lib/kernel/errors'
import { requirePermission } from '@/lib/rights/require'
import { planActivation } from '@/lib/users/activate'
import { planDeactivation } from '@/lib/users/deactivate'
import { deleteUsers, planUserDeletion } from '@/lib/users/delete'
import { getUser } from '@/lib/users/get'
import { userId } from './user-id'

export const create = operation({
  id: 'core_users_create',
  summary: 'Create a user, without a password',
  permission: 'users.create',
  body: UserRequest,
  refusals: userRefusals,
  result: WireUser,
  status: 201,
  async run(ctx, { body }) {
    const { id } = await createTiedUser(ctx, newUser(body), body)
    return answerWith(ctx, id)
  },
})

export const update = operation({
  id: 'core_users_update',
  summary: 'Change a user; username and name are required, other fields left out keep their value',
  permission: 'users.update',
  target: (_ctx, params) => ({ userId: userId(params) }),
  body: UserRequest,
  refusals: userRefusals,
  result: WireUser,
  versioned: true,
  plan: (ctx, { params, body }) => planChange(ctx, params, body),
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

export const partialUpdate = operation({
  id: 'core_users_partial_update',
  summary: 'Change some fields of a user',
  permission: 'users.update',
  target: (_ctx, params) => ({ userId: userId(params) }),
  body: PatchedUserRequest,
  refusals: userRefusals,
  result: WireUser,
  versioned: true,
  plan: (ctx, { params, body }) => planChange(ctx, params, body),
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

async function change(
  ctx: ApiContext,
  params: { id?: string },
  body: z.output<typeof PatchedUserRequest>,
  ifMatch: number | undefined,
) {
  const before = await getUser(ctx, userId(params))
  await updateTiedUser(ctx, { ...userChanges(before, body), version: ifMatch }, body)
  return answerWith(ctx, before.id)
}

async function answerWith(ctx: ApiContext, id: number) {
  const { version } = await getUser(ctx, id)
  return { result: await readWireUser(ctx, id, await visibleTies(ctx)), version }
}

/** Only what takes something away has a plan: a new value of is_active. */
async function planChange(
  ctx: ApiContext,
  params: { id?: string },
  { is_active }: z.output<typeof PatchedUserRequest>,
): Promise<Plan> {
  const { id } = await getUser(ctx, userId(params))
  for (const permission of ['users.update', 'users.deactivate'] as const)
    await requirePermission(ctx, permission, { userId: id })
  if (is_active === undefined) throw new Invalid({ dry_run: ['Only a change of is_active has a plan.'] })
  return (is_active ? planActivation : planDeactivation)(ctx, { ids: [id] })
}

export const destroy = operation({
  id: 'core_users_destroy',
  summary: 'Delete a user with everything they own; their events stay',
  permission: 'users.delete',
  target: (_ctx, params) => ({ userId: userId(params) }),
  result: z.null(),
  status: 204,
  async plan(ctx, { params }) {
    const { id } = await getUser(ctx, userId(params))
    await requirePermission(ctx, 'users.delete', { userId: id })
    return planUserDeletion(ctx, { ids: [id] })
  },
  async run(ctx, { params }) {
    const { id } = await getUser(ctx, userId(params))
    await requirePermission(ctx, 'users.delete', { userId: id })
    const { count } = await deleteUsers(ctx, { selected: { ids: [id] } })
    if (count === 0) throw new NotFound('The user')
    return { result: null }
  },
})
