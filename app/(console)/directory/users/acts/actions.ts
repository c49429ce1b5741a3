'use server'

import {
  ActivateUsers,
  DeactivateUsers,
  DeleteUsers,
  EndSessions,
  SelectedUsers,
  UnlockUsers,
} from '@/lib/acts/selection-input'
import { action } from '@/lib/doors/action'
import { activateUsers, planActivation } from '@/lib/users/activate'
import { deactivateUsers, planDeactivation } from '@/lib/users/deactivate'
import { deleteUsers, planUserDeletion } from '@/lib/users/delete'
import { endSessions, planEndSessions } from '@/lib/users/end-sessions'
import { planUnlock, unlockUsers } from '@/lib/users/unlock'

// None of them refreshes the page: that of a deleted user is gone. Whoever asked knows where to go on.

export const planDeactivationAction = action('users.deactivate', SelectedUsers, planDeactivation)
export const deactivateUsersAction = action(
  'users.deactivate',
  DeactivateUsers.required({ review: true }),
  deactivateUsers,
)

export const planActivationAction = action('users.deactivate', SelectedUsers, planActivation)
// Of one user it is not reviewed: nothing is taken away.
export const activateUsersAction = action('users.deactivate', ActivateUsers, activateUsers)

export const planEndSessionsAction = action('users.end_sessions', SelectedUsers, planEndSessions)
export const endSessionsAction = action(
  'users.end_sessions',
  EndSessions.required({ review: true }),
  endSessions,
)

export const planUnlockAction = action('users.unlock', SelectedUsers, planUnlock)
export const unlockUsersAction = action('users.unlock', UnlockUsers.required({ review: true }), unlockUsers)

export const planDeletionAction = action('users.delete', SelectedUsers, planUserDeletion)
export const deleteUsersAction = action('users.delete', DeleteUsers.required({ review: true }), deleteUsers)
