import { z } from 'zod'
import { CurrentPassword } from '@/lib/users/input'

export const RevokeUndoLinks = z.object({ userId: z.int32().positive() })
export type RevokeUndoLinks = z.infer<typeof RevokeUndoLinks>

/** A form with a box that must be ticked. */
export const UndoNameChange = z.object({
  sure: z.literal('on', { error: 'Tick this box: nobody stays signed in to an account that is put back.' }),
})

/** The address is named, so that nobody confirms another than they saw. */
export const ConfirmAddress = z.object({
  userId: z.int32().positive(),
  email: z.string().max(254),
  currentPassword: CurrentPassword,
})
export type ConfirmAddress = z.infer<typeof ConfirmAddress>

export const ConfirmOwnAddress = ConfirmAddress.omit({ userId: true })
