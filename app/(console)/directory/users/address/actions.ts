'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/action'
import { confirmAddress } from '@/lib/name-changes/confirm'
import { ConfirmAddress } from '@/lib/name-changes/input'

export const confirmAddressAction = action(
  'users.recover',
  ConfirmAddress,
  async (ctx, input): Promise<undefined> => {
    await confirmAddress(ctx, input)
    refresh()
  },
)
