'use server'

import { redirect } from 'next/navigation'
import { visitorAction } from '@/lib/action'
import { UndoNameChange } from '@/lib/name-changes/input'
import { undoNameChange } from '@/lib/name-changes/undo'
import { undoCookie } from '../undo-cookie'

export const undoAction = visitorAction(UndoNameChange, async (ctx): Promise<undefined> => {
  await undoNameChange(ctx, await undoCookie.read())
  await undoCookie.clear()
  redirect('/undo/done')
})
