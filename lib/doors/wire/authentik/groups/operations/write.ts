import 'server-only'
import { z } from 'zod'
import { operation } from '@/lib/doors/api/operation'
import type { ApiContext } from '@/lib/doors/api/token'
import { type Expand, WireGroup } from '@/lib/doors/wire/authentik/groups/wire'
import {
  GroupRequest,
  groupRefusals,
  PatchedGroupRequest,
} from '@/lib/doors/wire/authentik/groups/wire-input'
import { deleteGroup, planGroupDeletion } from '@/lib/groups/delete'
import { createTiedGroup, type GroupChanges, updateTiedGroup } from '@/lib/groups/tied'
import { groupIdOf } from './group-id'
import { answerWith } from './read'

const everything: Expand = { users: true, parents: true, children: true, inheritedRoles: false }

/** Fields, members and roles are changed by different rights, and the body tells which. */
const mayChange = ['groups.update', 'groups.change_members', 'grants.create', 'grants.delete'] as const

const groupOf = async (ctx: ApiContext, params: { uuid?: string }) => ({
  groupId: await groupIdOf(ctx, params),
})

export const create = operation({
  id: 'core_groups_create',
  summary: 'Create a group, with members and roles',
  permission: 'groups.create',
  body: GroupRequest,
  refusals: groupRefusals,
  result: WireGroup,
  status: 201,
  async run(ctx, { body }) {
    const { id } = await createTiedGroup(ctx, { ...changesOf(body), name: body.name })
    return answerWith(ctx, id, everything)
  },
})

export const update = operation({
  id: 'core_groups_update',
  summary: 'Change a group; the name is required, other fields left out keep their value',
  permission: mayChange,
  target: groupOf,
  body: GroupRequest,
  refusals: groupRefusals,
  result: WireGroup,
  versioned: true,
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

export const partialUpdate = operation({
  id: 'core_groups_partial_update',
  summary: 'Change some fields of a group; members and roles by their difference',
  permission: mayChange,
  target: groupOf,
  body: PatchedGroupRequest,
  refusals: groupRefusals,
  result: WireGroup,
  versioned: true,
  run: (ctx, { params, body, ifMatch }) => change(ctx, params, body, ifMatch),
})

async function change(
  ctx: ApiContext,
  params: { uuid?: string },
  body: PatchedGroupRequest,
  ifMatch: number | undefined,
) {
  const id = await groupIdOf(ctx, params)
  await updateTiedGroup(ctx, id, changesOf(body), ifMatch)
  return answerWith(ctx, id, everything)
}

function changesOf({ is_superuser: isAdministrator, ...fields }: PatchedGroupRequest): GroupChanges {
  return { ...fields, isAdministrator }
}

export const destroy = operation({
  id: 'core_groups_destroy',
  summary: 'Delete a group with its memberships and grants; its members stay',
  permission: 'groups.delete',
  target: groupOf,
  result: z.null(),
  status: 204,
  plan: async (ctx, { params }) => planGroupDeletion(ctx, await groupIdOf(ctx, params)),
  async run(ctx, { params }) {
    await deleteGroup(ctx, { id: await groupIdOf(ctx, params) })
    return { result: null }
  },
})
