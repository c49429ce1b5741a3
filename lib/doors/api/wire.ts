import 'server-only'
import { z } from 'zod'
import { storable } from '@/lib/kernel/moment'

/** A moment as the API writes it. */
export const WireMoment = z.iso.datetime()

/** A moment as the API reads it: with its offset from UTC. */
export const MomentInput = storable(
  z.iso
    .datetime({ offset: true, error: 'Give a date and time such as 2026-01-31T12:00:00Z.' })
    .transform((text) => new Date(text)),
)

export const GenericError = z.object({ detail: z.string() }).meta({ id: 'GenericError' })

/** Messages by field; `non_field_errors` for the input as a whole. */
export const ValidationError = z.record(z.string(), z.array(z.string())).meta({ id: 'ValidationError' })

export const PageQuery = z.strictObject({
  page: z.int().min(1, { error: 'Pages are numbered from 1.' }).optional(),
  page_size: z.int().min(1).max(100).default(20),
  cursor: z
    .string()
    .max(2000)
    .optional()
    .describe('Goes on after a page, by its pagination.next_cursor, however far. Takes the place of page.'),
})

/** Numbers are pages and rows counted from 1; 0 is none. A page read by cursor has no number. */
export const Pagination = z
  .object({
    next: z.int(),
    previous: z.int(),
    count: z.int(),
    current: z.int(),
    total_pages: z.int(),
    start_index: z.int(),
    end_index: z.int(),
    next_cursor: z.string().nullable().describe('Pass it as cursor= to read on; null at the end.'),
    count_is_minimum: z.boolean().describe('True when there are more than were counted.'),
  })
  .meta({ id: 'Pagination' })

type Place = { number: number | undefined; size: number; shown: number; count: number; capped: boolean }

/** The envelope's numbers. Where counting stopped early, `count` says at least what this page shows there to be. */
export function pagination(
  place: Place,
  next: { exists: boolean; cursor: string | null },
): z.infer<typeof Pagination> {
  const { number, size, shown, capped } = place
  const start = number === undefined || shown === 0 ? 0 : (number - 1) * size + 1
  const end = start === 0 ? 0 : start + shown - 1
  const count = capped ? Math.max(place.count, end + (next.exists ? 1 : 0)) : place.count
  return {
    next: number !== undefined && next.exists ? number + 1 : 0,
    previous: number === undefined ? 0 : number - 1,
    count,
    current: number ?? 0,
    total_pages: Math.max(1, Math.ceil(count / size)),
    start_index: start,
    end_index: end,
    next_cursor: next.cursor,
    count_is_minimum: capped,
  }
}
