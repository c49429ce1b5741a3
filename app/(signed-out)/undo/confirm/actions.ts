'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/doors/action'
import { UndoNameChange } from '@/lib/users/name-changes/input'
import { undoNameChange } from '@/lib/users/name-changes/undo'
import { undoCookie } from '../undo-cookie'

export const undoAction = visitorAction(UndoNameChange, async (ctx): Promise<undefined> => {
  await undoNameChange(ctx, await undoCookie.read())
  await undoCookie.clear()
  redirect('/undo/done')
})
