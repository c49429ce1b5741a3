'use server'

import { action } from '@/lib/doors/action'
import { createUser } from '@/lib/users/create'
import { CreateUser, ReviewedUpdate } from '@/lib/users/input'
import { updateUser } from '@/lib/users/update'

export const createUserAction = action('users.create', CreateUser, createUser)

export const updateUserAction = action('users.update', ReviewedUpdate, async (ctx, input) => {
  const { username, version } = await updateUser(ctx, input)
  return { username, version }
})
