'use server'

import { action } from '@/lib/action'
import { createUser } from '@/lib/users/create'
import { CreateUser, UpdateUser } from '@/lib/users/input'
import { updateUser } from '@/lib/users/update'

export const createUserAction = action(CreateUser, createUser)

export const updateUserAction = action(UpdateUser, async (ctx, input) => {
  const { username, version } = await updateUser(ctx, input)
  return { username, version }
})
