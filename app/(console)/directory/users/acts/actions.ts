'use server'

import { action } from '@/lib/action'
import { activateUsers, planActivation } from '@/lib/users/activate'
import { deactivateUsers, planDeactivation } from '@/lib/users/deactivate'
import { deleteUsers, planUserDeletion } from '@/lib/users/delete'
import { ActivateUsers, DeactivateUsers, DeleteUsers, SelectedUsers } from '@/lib/users/selection-input'

// None of them refreshes the page: that of a deleted user is gone. Whoever asked knows where to go on.

export const planDeactivationAction = action(SelectedUsers, planDeactivation)
export const deactivateUsersAction = action(DeactivateUsers.required({ review: true }), deactivateUsers)

export const planActivationAction = action(SelectedUsers, planActivation)
export const activateUsersAction = action(ActivateUsers.required({ review: true }), activateUsers)

export const planDeletionAction = action(SelectedUsers, planUserDeletion)
export const deleteUsersAction = action(DeleteUsers.required({ review: true }), deleteUsers)
