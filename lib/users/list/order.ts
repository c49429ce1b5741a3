import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/db/schema'
import { createdOrder, lastSignInOrder, usernameOrder } from './conditions'
import type { userSorts } from './input'

type SortName = (typeof userSorts)[number] | 'id'
export type UserSort = `${'' | '-'}${SortName}`
type SortKey = {
  id: number
  createdAt: Date
  lastSignInAt: Date | null
  usernameKey: string
  nameKey: string
}

type Sort = { order: SQL; type: SQL; values: z.ZodType<string>; value: (row: SortKey) => string }

const rowId = z.int32()
const texts = z.string().refine((text) => !text.includes('\0'))
// ISO text may name the year 0, which PostgreSQL does not know.
const moments = z.union([z.iso.datetime().refine((text) => !text.startsWith('0000')), z.literal('-infinity')])

/** Per sort: the expression the indexes hold, the type of its values, what a value may be, and the value of one row. */
const sorts: Record<SortName, Sort> = {
  username: {
    order: usernameOrder,
    type: sql`text`,
    values: texts,
    value: (row) => row.usernameKey,
  },
  name: { order: sql`${users.nameKey}`, type: sql`text`, values: texts, value: (row) => row.nameKey },
  'last-sign-in': {
    order: lastSignInOrder,
    type: sql`timestamptz`,
    values: moments,
    value: (row) => row.lastSignInAt?.toISOString() ?? '-infinity',
  },
  created: {
    order: createdOrder,
    type: sql`timestamptz`,
    values: moments,
    value: (row) => row.createdAt.toISOString(),
  },
  id: {
    order: sql`${users.id}`,
    type: sql`integer`,
    values: z.string().refine((text) => /^\d{1,10}$/.test(text) && rowId.safeParse(Number(text)).success),
    value: (row) => String(row.id),
  },
}

/** A place in a list: everything beyond `from`, in the direction read. */
export type Cursor = {
  order: SQL
  descending: boolean
  backwards: boolean
  /** Rows beyond the cursor, or undefined at the beginning. */
  beyond: SQL | undefined
  type: SQL
  /** The indexes hold this order for each facet; the order by id is one for all. */
  byFacet: boolean
}

type Place = { sort: UserSort; after?: string | undefined; before?: string | undefined }

/** A cursor that is not ours, or was made for another order, is the beginning of the list. */
export function readCursor({ sort, after, before }: Place): Cursor {
  const name = sortName(sort)
  const { order, type } = sorts[name]
  const byFacet = name !== 'id'
  const backwards = after === undefined && before !== undefined
  const descending = sort.startsWith('-') !== backwards
  const position = decode(name, after ?? before)
  if (!position) {
    return { order, type, descending: sort.startsWith('-'), backwards: false, beyond: undefined, byFacet }
  }
  const [, value, id] = position
  const beyond = sql`(${order}, ${users.id}) ${descending ? sql`<` : sql`>`} (${value}::${type}, ${id}::integer)`
  return { order, type, descending, backwards, beyond, byFacet }
}

/** Everything up to a row, in the direction read. */
export function upTo({ order, type, descending }: Cursor, row: { key: string; id: number }): SQL {
  const comparison = descending ? sql`>=` : sql`<=`
  return sql`(${order}, ${users.id}) ${comparison} (${row.key}::${type}, ${row.id}::integer)`
}

export function writeCursor(sort: UserSort, row: SortKey): string {
  const name = sortName(sort)
  return Buffer.from(JSON.stringify([name, sorts[name].value(row), row.id])).toString('base64url')
}

function sortName(sort: UserSort): SortName {
  return sort.replace(/^-/, '') as SortName
}

function decode(name: SortName, cursor: string | undefined) {
  if (cursor === undefined) return undefined
  try {
    const position = z.tuple([z.literal(name), sorts[name].values, rowId])
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    return undefined
  }
}
