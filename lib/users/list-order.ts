import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/db/schema'
import { lastSignInOrder } from './list-conditions'
import type { ListUsers, userSorts } from './list-input'

type SortName = (typeof userSorts)[number]
type SortKey = {
  username: string
  name: string
  createdAt: Date
  lastSignInAt: Date | null
  usernameKey: string
  nameKey: string
}

/** Per sort: the expression the indexes hold, the type of its values, and the value of one row. */
const sorts: Record<SortName, { order: SQL; type: SQL; value: (row: SortKey) => string }> = {
  username: { order: sql`${users.usernameKey}`, type: sql`text`, value: (row) => row.usernameKey },
  name: { order: sql`${users.nameKey}`, type: sql`text`, value: (row) => row.nameKey },
  'last-sign-in': {
    order: lastSignInOrder,
    type: sql`timestamptz`,
    value: (row) => row.lastSignInAt?.toISOString() ?? '-infinity',
  },
  created: {
    order: sql`${users.createdAt}`,
    type: sql`timestamptz`,
    value: (row) => row.createdAt.toISOString(),
  },
}

/** A place in a list: everything beyond `from`, in the direction read. */
export type Cursor = {
  order: SQL
  descending: boolean
  backwards: boolean
  /** Rows beyond the cursor, or undefined at the beginning. */
  beyond: SQL | undefined
}

const Position = z.tuple([z.string(), z.number().int()])

/** A cursor that is not ours is the beginning of the list. */
export function readCursor({ sort, after, before }: Pick<ListUsers, 'sort' | 'after' | 'before'>): Cursor {
  const { order, type } = sorts[sortName(sort)]
  const backwards = after === undefined && before !== undefined
  const descending = sort.startsWith('-') !== backwards
  const position = decode(after ?? before)
  if (!position) return { order, descending: sort.startsWith('-'), backwards: false, beyond: undefined }
  const [value, id] = position
  const beyond = sql`(${order}, ${users.id}) ${descending ? sql`<` : sql`>`} (${value}::${type}, ${id}::integer)`
  return { order, descending, backwards, beyond }
}

export function writeCursor(sort: ListUsers['sort'], row: SortKey & { id: number }): string {
  return Buffer.from(JSON.stringify([sorts[sortName(sort)].value(row), row.id])).toString('base64url')
}

function sortName(sort: ListUsers['sort']): SortName {
  return sort.replace(/^-/, '') as SortName
}

function decode(cursor: string | undefined): z.output<typeof Position> | undefined {
  try {
    return Position.parse(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()))
  } catch {
    return undefined
  }
}
