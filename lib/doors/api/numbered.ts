import 'server-only'
import { z } from 'zod'
import { NotFound } from '@/lib/kernel/errors'
import { PageQuery, pagination } from './wire'

/** Pages of lists that are short: by number only. */
export const NumberedQuery = PageQuery.omit({ cursor: true })

type Asked = { page?: number | undefined; page_size: number }

export function offsetOf({ page = 1, page_size }: Asked): { limit: number; offset: number } {
  return { limit: page_size, offset: (page - 1) * page_size }
}

/** The envelope around one page of a list of which all is counted. Throws NotFound for a page beyond the end. */
export function numberedPage<Row>({ page = 1, page_size: size }: Asked, rows: Row[], count: number) {
  if (rows.length === 0 && page > 1) throw new NotFound('The page')
  const exists = page * size < count
  return {
    pagination: pagination(
      { number: page, size, shown: rows.length, count, capped: false },
      { exists, cursor: null },
    ),
    results: rows,
    autocomplete: {},
  }
}

/** A UUID of a path; text that is none is as unknown as one that nothing has. */
export function uuidOf({ uuid = '' }: { uuid?: string }, what: string): string {
  const parsed = z.uuid().safeParse(uuid)
  if (!parsed.success) throw new NotFound(what)
  return parsed.data
}
