'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/doors/action'
import { confirmAddress } from '@/lib/users/name-changes/confirm'
import { ConfirmAddress } from '@/lib/users/name-changes/input'

export const confirmAddressAction = action(
  'users.recover',
  ConfirmAddress,
  async (ctx, input): Promise<undefined> => {
    await confirmAddress(ctx, input)
    refresh()
  },
)
