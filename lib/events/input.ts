import { z } from 'zod'
import { IdCursor, pageSize } from '@/lib/kernel/list-input'

/** What the URL of an events list holds; anything it should not is replaced by the default. */
export const ListEvents = z.object({
  size: pageSize(50),
  after: IdCursor,
  before: IdCursor,
})
export type ListEvents = z.output<typeof ListEvents>
