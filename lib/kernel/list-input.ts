import { z } from 'zod'
import { withoutNull } from './characters'

// What the URLs of lists hold alike. Anything it should not is replaced, so that an old link still opens.

export const pageSizes = [20, 50, 100] as const

/** How many rows a page has, as many as `usual` unless another of the sizes is asked for. */
export const pageSize = (usual: (typeof pageSizes)[number]) =>
  z.coerce
    .number()
    .pipe(z.union(pageSizes.map((size) => z.literal(size))))
    .catch(usual)
    .default(usual)

/** Where a page begins or ends: what the page beside it says of its own end. */
export const Cursor = z.string().max(4000).regex(withoutNull).optional().catch(undefined)

/** The same where that is the id of a row. */
export const IdCursor = z.uuid().optional().catch(undefined)

/** How far lists count: up to this exactly, beyond it "10,000+". */
export const countLimit = 10_000
