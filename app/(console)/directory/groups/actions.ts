'use server'

import { action } from '@/lib/action'
import {
  addMembers,
  createGroupWith,
  findUsersByNames,
  planMemberRemoval,
  removeMembers,
} from '@/lib/groups/change-members'
import { createGroup } from '@/lib/groups/create'
import { deleteGroup, planGroupDeletion } from '@/lib/groups/delete'
import { CreateGroupForm, CreateGroupWithForm, UpdateGroupForm } from '@/lib/groups/form-input'
import { AddMembers, DeleteGroup, PastedNames, PlanRemoval, RemoveMembers } from '@/lib/groups/input'
import { leaveGroups, planLeaving } from '@/lib/groups/leave'
import { LeaveGroups, PlanLeaving } from '@/lib/groups/leave-input'
import { updateGroup } from '@/lib/groups/update'

export const createGroupAction = action(CreateGroupForm, createGroup)
export const createGroupWithAction = action(CreateGroupWithForm, createGroupWith)
export const updateGroupAction = action(UpdateGroupForm, updateGroup)

export const planGroupDeletionAction = action(DeleteGroup.pick({ id: true }), (ctx, { id }) =>
  planGroupDeletion(ctx, id),
)
export const deleteGroupAction = action(DeleteGroup.required({ review: true }), deleteGroup)

export const addMembersAction = action(AddMembers, addMembers)
export const findUsersByNamesAction = action(PastedNames, findUsersByNames)
export const planMemberRemovalAction = action(PlanRemoval, planMemberRemoval)
export const removeMembersAction = action(RemoveMembers.required({ review: true }), removeMembers)

export const planLeavingAction = action(PlanLeaving, planLeaving)
export const leaveGroupsAction = action(LeaveGroups.required({ review: true }), leaveGroups)
