'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/action'
import { moveUsers, planUserMove } from '@/lib/users/move'
import { namesOfSelected } from '@/lib/users/selected'
import { MoveUsers, PlanMove, SelectedUsers } from '@/lib/users/selection-input'

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
