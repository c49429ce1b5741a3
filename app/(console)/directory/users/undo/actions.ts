'use server'

import { refresh } from 'next/cache'
import { action } from '@/lib/doors/action'
import { RevokeUndoLinks } from '@/lib/users/name-changes/input'
import { revokeUndoLinks } from '@/lib/users/name-changes/revoke'

export const revokeUndoLinksAction = action(
  'users.recover',
  RevokeUndoLinks,
  async (ctx, input): Promise<undefined> => {
    await revokeUndoLinks(ctx, input)
    refresh()
  },
)
