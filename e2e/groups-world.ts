import { randomUUID } from 'node:crypto'
import { nameKey, searchForm } from '@/lib/kernel/names'
import * as schema from '../db/schema'
import { type openWorld, unique } from './world'

type Db = ReturnType<typeof openWorld>['db']

type Fields = { name?: string; parents?: number[]; members?: number[]; attributes?: Record<string, unknown> }

/** A group under a name of its own, put below its parents, with these members for good. */
export async function makeGroup(db: Db, fields: Fields = {}): Promise<{ id: number; name: string }> {
  const { name = unique('group'), parents = [], members = [], attributes = {} } = fields
  const now = new Date()
  const [group] = await db
    .insert(schema.groups)
    .values({
      ...{ uuid: randomUUID(), name, nameKey: nameKey(name), search: searchForm(name), attributes },
      ...{ createdAt: now, updatedAt: now },
    })
    .returning({ id: schema.groups.id })
  if (!group) throw new Error('no group was made')
  const { id } = group
  if (parents.length > 0)
    await db.insert(schema.groupParents).values(parents.map((parentId) => ({ groupId: id, parentId })))
  if (members.length > 0)
    await db
      .insert(schema.groupMembers)
      .values(members.map((userId) => ({ groupId: id, userId, addedAt: now })))
  return { id, name }
}
