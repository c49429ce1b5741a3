import { z } from 'zod'

export const RevokeUndoLinks = z.object({ userId: z.int32().positive() })
export type RevokeUndoLinks = z.infer<typeof RevokeUndoLinks>

/** A form with a box that must be ticked. */
export const UndoNameChange = z.object({
  sure: z.literal('on', { error: 'Tick this box: nobody stays signed in to an account that is put back.' }),
})
