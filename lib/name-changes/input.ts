import { z } from 'zod'

/** A form with a box that must be ticked. */
export const UndoNameChange = z.object({
  sure: z.literal('on', { error: 'Tick this box: nobody stays signed in to an account that is put back.' }),
})
