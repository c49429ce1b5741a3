'use server'

import { refresh } from 'next/cache'
import { namesOfSelected } from '@/lib/acts/selected'
import { MoveUsers, PlanMove, SelectedUsers } from '@/lib/acts/selection-input'
import { action } from '@/lib/doors/action'
import { moveUsers, planUserMove } from '@/lib/users/move'

export const namesOfSelectedAction = action('users.read', SelectedUsers, namesOfSelected)

export const planUserMoveAction = action('users.update', PlanMove, planUserMove)

export const moveUsersAction = action(
  'users.update',
  MoveUsers.required({ review: true }),
  async (ctx, input) => {
    const result = await moveUsers(ctx, input)
    refresh()
    return result
  },
)
