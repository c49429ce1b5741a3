import 'server-only'
import { z } from 'zod'
import { operation } from '@/lib/doors/api/operation'
import { LeaverRequest, MemberRequest } from '@/lib/doors/wire/authentik/groups/wire-input'
import { addMembers, planAddition, planMemberRemoval, removeMembers } from '@/lib/groups/change-members'
import { getUser } from '@/lib/users/get'
import { groupIdOf } from './group-id'

export const addUser = operation({
  id: 'core_groups_add_user_create',
  summary: 'Put a user into a group; again, with another `until`, changes when it ends',
  permission: 'groups.change_members',
  target: async (ctx, params) => ({ groupId: await groupIdOf(ctx, params) }),
  body: MemberRequest,
  result: z.null(),
  status: 204,
  plan: async (ctx, { params, body: { pk, until = null } }) =>
    planAddition(ctx, { groupId: await groupIdOf(ctx, params), selected: { ids: [pk] }, until }),
  async run(ctx, { params, body: { pk, until = null } }) {
    const groupId = await groupIdOf(ctx, params)
    await getUser(ctx, pk)
    await addMembers(ctx, { groupIds: [groupId], selected: { ids: [pk] }, until })
    return { result: null }
  },
})

export const removeUser = operation({
  id: 'core_groups_remove_user_create',
  summary: 'Take a user out of a group; nothing happens to one who is not in it directly',
  permission: 'groups.change_members',
  target: async (ctx, params) => ({ groupId: await groupIdOf(ctx, params) }),
  body: LeaverRequest,
  result: z.null(),
  status: 204,
  plan: async (ctx, { params, body: { pk } }) =>
    planMemberRemoval(ctx, { groupId: await groupIdOf(ctx, params), selected: { ids: [pk] } }),
  async run(ctx, { params, body: { pk } }) {
    const groupId = await groupIdOf(ctx, params)
    await getUser(ctx, pk)
    await removeMembers(ctx, { groupId, selected: { ids: [pk] } })
    return { result: null }
  },
})
