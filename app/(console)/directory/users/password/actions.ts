'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/doors/action'
import { SetPassword } from '@/lib/passwords/input'
import { setPassword } from '@/lib/passwords/set'

export const setPasswordAction = action('users.set_password', SetPassword, async (ctx, input) => {
  const result = await setPassword(ctx, input)
  refresh()
  return result
})
