import 'server-only'
import { users } from '@/db/schema'
import type { Context } from '@/lib/context'
import { Invalid, NotFound } from '@/lib/errors'
import { requirePermission } from '@/lib/permissions/require'
import { filterConditions, type UserFilter } from './filter'
import { type User, userColumns } from './get'
import { findPage, folderPath, selectMatching } from './list'
import { countLimit } from './list-input'
import { readCursor, type UserSort, writeCursor } from './list-order'
import { isCounted } from './list-plans'

export type NumberedPage = {
  /** Left out for no folder, which holds nobody. */
  folder: string | undefined
  subfolders: boolean
  filter: UserFilter
  sort: UserSort
  size: number
  /** From 1. Left out when a cursor says where to go on. */
  number?: number | undefined
  after?: string | undefined
}

export type PageOfUsers = {
  users: User[]
  count: number
  capped: boolean
  hasNext: boolean
  next: string | null
}

/**
 * One page of users by number or by cursor, with everything known of each. A folder that is not there holds nobody.
 * Throws NotFound for a page beyond the end, Invalid on `page` for one too far to reach by number, on `cursor` for one not ours.
 */
export async function listUsersByNumber(ctx: Context, input: NumberedPage): Promise<PageOfUsers> {
  await requirePermission(ctx, 'users.read')
  const selection = await selectOrNone(ctx, input)
  const { size, number = 1, sort, after } = input
  const cursor = readCursor({ sort, after })
  if (after !== undefined && !cursor.beyond) {
    throw new Invalid({ cursor: ['This cursor is not one of this list in this order.'] })
  }
  if (!selection && number === 1) return nobody
  if (!selection) throw new NotFound('The page')
  const page = { ...cursor, limit: size + 1, offset: (number - 1) * size }
  const { users: found, count } = await findPage(ctx, selection, page, wholeColumns)
  if (found.length === 0 && number > 1) throw new NotFound('The page')
  const hasNext = found.length > size
  const shown = found.slice(0, size)
  const last = shown.at(-1)
  return {
    users: shown,
    count,
    capped: count > countLimit && !isCounted(selection),
    hasNext,
    next: last && hasNext ? writeCursor(sort, last) : null,
  }
}

const wholeColumns = {
  ...userColumns,
  path: folderPath,
  usernameKey: users.usernameKey,
  nameKey: users.nameKey,
}

const nobody: PageOfUsers = { users: [], count: 0, capped: false, hasNext: false, next: null }

async function selectOrNone(ctx: Context, { folder, subfolders, filter }: NumberedPage) {
  if (folder === undefined) return undefined
  try {
    return await selectMatching(ctx, { folder, subfolders }, filterConditions(filter))
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}
