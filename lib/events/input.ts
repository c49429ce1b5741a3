import { z } from 'zod'

const position = z.uuid().optional().catch(undefined)

/** What the URL of an events list holds; anything it should not is replaced by the default. */
export const ListEvents = z.object({
  size: z.coerce
    .number()
    .pipe(z.union([z.literal(20), z.literal(50), z.literal(100)]))
    .catch(50)
    .default(50),
  after: position,
  before: position,
})
export type ListEvents = z.output<typeof ListEvents>
