import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { nameKey } from '@/lib/kernel/names'
import { grants, groupMembers, groupParents, groups, rateLimits, roles } from '../db/schema'
import { type openWorld, type Person, unique } from './world'

type World = ReturnType<typeof openWorld>
export type Group = { id: number; name: string }
type Scope = Partial<Record<'scopeFolderId' | 'scopeGroupId' | 'scopeUserId', number>> & {
  scope: 'everything' | 'folder' | 'members' | 'user' | 'group'
}

export async function makeGroup(
  { db }: World,
  { name = unique('group'), members = [] as Person[], parent = undefined as Group | undefined } = {},
): Promise<Group> {
  const now = new Date()
  const key = nameKey(name)
  const moments = { createdAt: now, updatedAt: now }
  const [group] = await db
    .insert(groups)
    .values({ uuid: randomUUID(), name, nameKey: key, search: key, ...moments })
    .returning({ id: groups.id })
  if (!group) throw new Error('no group was made')
  for (const { id } of members) {
    await db.insert(groupMembers).values({ groupId: group.id, userId: id, addedAt: now })
  }
  if (parent) await db.insert(groupParents).values({ groupId: group.id, parentId: parent.id })
  return { id: group.id, name }
}

export async function give(
  { db }: World,
  holder: { userId: number } | { groupId: number },
  gift: { permission: string } | { role: string },
  scope: Scope,
): Promise<void> {
  const key = 'role' in gift ? gift.role : ''
  const [role] = await db.select({ id: roles.id }).from(roles).where(eq(roles.key, key))
  const given = 'permission' in gift ? gift : { roleId: role?.id ?? 0 }
  const made = { id: randomUUID(), createdAt: new Date(), createdBy: 'a test' }
  await db.insert(grants).values({ ...made, ...holder, ...given, ...scope })
}

/** As after more wrong passwords than one name may be tried with, from wherever. */
export async function lockOut({ db }: World, { username }: Person): Promise<void> {
  const bucket = createHash('sha256').update(nameKey(username)).digest('base64url')
  const expire = new Date(Date.now() + 30 * 60_000)
  await db.insert(rateLimits).values({ key: `sign-in-name:${bucket}`, points: 31, expire })
}
