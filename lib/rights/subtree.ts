import 'server-only'
import { and, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'

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

/** The ids of everybody in the folder with this path and in those below it, as a table of a statement. */
export function usersWithin(path: string): SQL {
  const within = withinFolder(path) ?? sql`true`
  return sql`(select ${users.id} from ${users} join ${folders} on ${folders.id} = ${users.folderId} where ${within})`
}

/** The same of those directly in one folder. */
export function usersIn(folderId: number): SQL {
  return sql`(select ${users.id} from ${users} where ${users.folderId} = ${folderId})`
}
