import 'server-only'
import { and, eq, gte, lt, or, type SQL } from 'drizzle-orm'
import { folders } from '@/db/schema'

/** The folders below a path, by whole segments: "users" never holds "users2". Paths sort byte by byte and "0" follows "/". */
export function belowFolder(path: string): SQL | undefined {
  return path === '' ? undefined : and(gte(folders.path, `${path}/`), lt(folders.path, `${path}0`))
}

/** The folder with this path and those below it. */
export function withinFolder(path: string): SQL | undefined {
  return path === '' ? undefined : or(eq(folders.path, path), belowFolder(path))
}
