'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/action'
import { moveUsers } from '@/lib/users/move'
import { namesOfSelected } from '@/lib/users/selected'
import { MoveUsers, SelectedUsers } from '@/lib/users/selection-input'

export const namesOfSelectedAction = action(SelectedUsers, namesOfSelected)

export const moveUsersAction = action(MoveUsers, async (ctx, input) => {
  const result = await moveUsers(ctx, input)
  refresh()
  return result
})
