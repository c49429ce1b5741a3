import { randomUUID } from 'node:crypto'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from '@/db/schema'
import { folders, groupMembers, groups, users } from '@/db/schema'
import { computedNames } from '@/lib/kernel/names'

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

/** Rows as they are stored, made without any command and its rules. */
export function makersOf(db: Database, now: Date) {
  async function makeFolder(parentId: number, parentPath: string, own: string) {
    const path = parentPath === '' ? own : `${parentPath}/${own}`
    const [made] = await db
      .insert(folders)
      .values({ parentId, name: own, path, createdAt: now })
      .returning({ id: folders.id, path: folders.path })
    return made as { id: number; path: string }
  }

  async function makeUser(
    username: string,
    folderId: number,
    fields: Partial<typeof users.$inferInsert> = {},
  ) {
    const names = { username, name: `Name of ${username}`, email: `${username}@example.org` }
    const [made] = await db
      .insert(users)
      .values({
        ...{ uuid: randomUUID(), ...names, ...computedNames(names), folderId },
        ...{ createdAt: now, updatedAt: now, ...fields },
      })
      .returning({ id: users.id, username: users.username, uuid: users.uuid })
    return made as { id: number; username: string; uuid: string }
  }

  async function makeGroup(label: string, members: number[]) {
    const names = { name: label, nameKey: label, search: label }
    const [made] = await db
      .insert(groups)
      .values({ uuid: randomUUID(), ...names, createdAt: now, updatedAt: now })
      .returning({ id: groups.id, name: groups.name, uuid: groups.uuid })
    const group = made as { id: number; name: string; uuid: string }
    await db
      .insert(groupMembers)
      .values(members.map((userId) => ({ groupId: group.id, userId, addedAt: now })))
    return group
  }

  return { makeFolder, makeUser, makeGroup }
}
