import { askPlan } from '@/components/review/ask-plan'
import type { Plan, Review } from '@/lib/acts/plan'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import type { Sent } from '@/lib/doors/action-state'
import type { ActName } from './act'
import {
  activateUsersAction,
  deactivateUsersAction,
  deleteUsersAction,
  endSessionsAction,
  planActivationAction,
  planDeactivationAction,
  planDeletionAction,
  planEndSessionsAction,
  planUnlockAction,
  unlockUsersAction,
} from './actions'

type UserReview = {
  verb: string
  submitLabel?: string
  variant?: 'danger'
  nothing: string
  done: string
  read: (selected: SelectedUsers) => Promise<Plan>
  apply: (input: {
    selected: SelectedUsers
    review: Review
    reason: string
  }) => Promise<Sent<{ count: number; jobId?: string }>>
}

/** What the review of each act says and asks of the server. */
export const reviews: Record<ActName, UserReview> = {
  deactivate: {
    verb: 'Deactivate',
    submitLabel: 'Update',
    nothing: 'There is nobody to deactivate.',
    done: 'deactivated',
    read: (selected) => askPlan(() => planDeactivationAction(selected)),
    apply: deactivateUsersAction,
  },
  activate: {
    verb: 'Activate',
    submitLabel: 'Update',
    nothing: 'There is nobody to activate.',
    done: 'activated',
    read: (selected) => askPlan(() => planActivationAction(selected)),
    apply: ({ selected, review }) => activateUsersAction({ selected, review }),
  },
  'end-sessions': {
    verb: 'Sign out',
    submitLabel: 'End sessions',
    nothing: 'There is nobody to sign out.',
    done: 'signed out everywhere',
    read: (selected) => askPlan(() => planEndSessionsAction(selected)),
    apply: ({ selected, review }) => endSessionsAction({ selected, review }),
  },
  unlock: {
    verb: 'Unlock',
    nothing: 'There is nobody to unlock.',
    done: 'unlocked',
    read: (selected) => askPlan(() => planUnlockAction(selected)),
    apply: ({ selected, review }) => unlockUsersAction({ selected, review }),
  },
  delete: {
    verb: 'Delete',
    variant: 'danger',
    nothing: 'There is nobody to delete.',
    done: 'deleted',
    read: (selected) => askPlan(() => planDeletionAction(selected)),
    apply: ({ selected, review }) => deleteUsersAction({ selected, review }),
  },
}
