'use server'

import { action } from '@/lib/doors/action'
import {
  addMembers,
  createGroupWith,
  findUsersByNames,
  planMemberRemoval,
  removeMembers,
} from '@/lib/groups/change-members'
import { createGroup } from '@/lib/groups/create'
import { deleteGroup, planGroupDeletion } from '@/lib/groups/delete'
import { foreseeAddition, foreseeParents } from '@/lib/groups/foresee'
import { CreateGroupForm, CreateGroupWithForm, UpdateGroupForm } from '@/lib/groups/form-input'
import {
  AddMembers,
  DeleteGroup,
  ForeseeAddition,
  ForeseeParents,
  PastedNames,
  PlanRemoval,
  RemoveMembers,
} from '@/lib/groups/input'
import { leaveGroups, planLeaving } from '@/lib/groups/leave'
import { LeaveGroups, PlanLeaving } from '@/lib/groups/leave-input'
import { updateGroup } from '@/lib/groups/update'

export const createGroupAction = action('groups.create', CreateGroupForm, createGroup)
export const createGroupWithAction = action('groups.create', CreateGroupWithForm, createGroupWith)
export const updateGroupAction = action('groups.update', UpdateGroupForm, updateGroup)

export const planGroupDeletionAction = action(
  'groups.delete',
  DeleteGroup.pick({ id: true }),
  (ctx, { id }) => planGroupDeletion(ctx, id),
)
export const deleteGroupAction = action('groups.delete', DeleteGroup.required({ review: true }), deleteGroup)

export const foreseeParentsAction = action('groups.update', ForeseeParents, foreseeParents)
export const foreseeAdditionAction = action('groups.change_members', ForeseeAddition, foreseeAddition)
export const addMembersAction = action('groups.change_members', AddMembers, addMembers)
export const findUsersByNamesAction = action('users.read', PastedNames, findUsersByNames)
export const planMemberRemovalAction = action('groups.change_members', PlanRemoval, planMemberRemoval)
export const removeMembersAction = action(
  'groups.change_members',
  RemoveMembers.required({ review: true }),
  removeMembers,
)

export const planLeavingAction = action('groups.change_members', PlanLeaving, planLeaving)
export const leaveGroupsAction = action(
  'groups.change_members',
  LeaveGroups.required({ review: true }),
  leaveGroups,
)
