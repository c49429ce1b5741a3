import 'server-only'
import { z } from 'zod'

/** Something that goes along with what is deleted, as the API writes it. */
export const WireUsedBy = z
  .object({
    app: z.string(),
    model_name: z.string(),
    pk: z.string(),
    name: z.string(),
    action: z.enum(['cascade', 'cascade_many', 'set_null', 'set_default', 'left_dangling']),
  })
  .meta({ id: 'UsedBy' })
