import type { z } from 'zod'

/** A moment within the years that JavaScript writes and PostgreSQL reads alike. */
export function storable<Schema extends z.ZodType<Date>>(moment: Schema) {
  return moment.refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, {
    error: 'Give a year from 0001 to 9999.',
  })
}
