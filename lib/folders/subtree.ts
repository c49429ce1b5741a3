import 'server-only'
import { and, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { folders } from '@/db/schema'

const ownPath = sql`${folders.path}`

/** The folders below a path, by whole segments: "users" never holds "users2". Paths sort byte by byte and "0" follows "/". */
export function belowFolder(path: string | SQL, column: SQL = ownPath): SQL | undefined {
  if (path === '') return undefined
  const followed = (sign: string) =>
    typeof path === 'string' ? path + sign : sql`${path} || ${sql.raw(`'${sign}'`)}`
  return and(gte(column, followed('/')), lt(column, followed('0')))
}

/** The folder with this path and those below it; a path of the statement itself is not that of the root. */
export function withinFolder(path: string | SQL, column: SQL = ownPath): SQL | undefined {
  return path === '' ? undefined : or(eq(column, path), belowFolder(path, column))
}
