import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import { grants, groups } from '@/db/schema'
import type { Db } from '@/db/types'
import { createGrant } from '@/lib/grants/create'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { createGroupWith } from '@/lib/groups/change-members'
import { replaceGroups } from '@/lib/groups/groups-of-users'
import { createTiedGroup, updateTiedGroup } from '@/lib/groups/tied'
import { updateGroup } from '@/lib/groups/update'
import type { Context } from '@/lib/kernel/context'
import { createRole } from '@/lib/roles/create'
import { updateRole } from '@/lib/roles/update'
import { grantTo, makeGroup, putInto } from './groups'
import { promotion } from './raising'
import { contextFor, testTime, uniqueName } from './world'

const { permission } = promotion
const scope = { kind: 'everything' as const }

export const promoteBy = (by: Context, id: number) =>
  createGrant(by, { holder: { userId: id }, given: promotion, scope })

export async function groupThatGives(db: Db): Promise<number> {
  const group = await makeGroup(contextFor(db))
  await grantTo(contextFor(db), { groupId: group.id }, promotion)
  return group.id
}

export async function groupOf(db: Db, id: number): Promise<number> {
  const group = await makeGroup(contextFor(db))
  await putInto(contextFor(db), group.id, [id])
  return group.id
}

export async function uuidsOf(db: Db, ids: number[]): Promise<string[]> {
  const rows = await db.select({ uuid: groups.uuid }).from(groups).where(inArray(groups.id, ids))
  return rows.map(({ uuid }) => uuid)
}

const newRole = (db: Db, held: typeof permission | 'users.read') =>
  createRole(contextFor(db), { name: uniqueName('role'), description: '', permissions: [held] })

/** A role of no more than a helper holds is widened. */
async function widen(by: Context, holder: { userId: number } | { groupId: number }) {
  const { id: roleId } = await newRole(by.db, 'users.read')
  // Not by the command, which would end something before.
  const row = {
    id: randomUUID(),
    roleId,
    scope: 'everything' as const,
    createdAt: by.now,
    createdBy: 'a test',
  }
  await by.db.insert(grants).values({ ...row, ...holder })
  await updateRole(by, { id: roleId, permissions: ['users.read', permission] })
}

/** Every way in which somebody comes to hold what they did not hold; the last step is taken by the context given. */
export const doors: Record<string, (by: Context, id: number) => Promise<unknown>> = {
  'is given a permission': promoteBy,
  'is given a role': async (by, userId) =>
    createGrant(by, { holder: { userId }, given: { roleId: (await newRole(by.db, permission)).id }, scope }),
  'is given roles in place of others': async (by, userId) =>
    replaceRoles(by, { userId }, [(await newRole(by.db, permission)).uuid]),
  'is in a group that is given a permission': async (by, id) =>
    createGrant(by, { holder: { groupId: await groupOf(by.db, id) }, given: promotion, scope }),
  'is in a group below one that is given a permission': async (by, id) => {
    const { id: groupId } = await makeGroup(contextFor(by.db))
    await updateGroup(contextFor(by.db), { id: await groupOf(by.db, id), parents: [groupId] })
    await createGrant(by, { holder: { groupId }, given: promotion, scope })
  },
  'is in a group that is given roles in place of others': async (by, id) =>
    updateTiedGroup(
      by,
      await groupOf(by.db, id),
      { roles: [(await newRole(by.db, permission)).uuid] },
      undefined,
    ),
  'has a role that is widened': (by, userId) => widen(by, { userId }),
  'is in a group with a role that is widened': async (by, id) =>
    widen(by, { groupId: await groupOf(by.db, id) }),
  'is put into a group': async (by, id) => putInto(by, await groupThatGives(by.db), [id]),
  'is put into a group for a while': async (by, id) =>
    putInto(by, await groupThatGives(by.db), [id], new Date(testTime.getTime() + 60_000)),
  'is put into groups in place of others': async (by, id) =>
    replaceGroups(by, id, await uuidsOf(by.db, [await groupThatGives(by.db)])),
  'is among the new members of a group': async (by, id) =>
    updateTiedGroup(by, await groupThatGives(by.db), { users: [id] }, undefined),
  'is in a group that is put below another': async (by, id) =>
    updateGroup(by, { id: await groupOf(by.db, id), parents: [await groupThatGives(by.db)] }),
  'is put into a new group below another': async (by, id) =>
    createGroupWith(by, {
      ...{ name: uniqueName('group'), parents: [await groupThatGives(by.db)], attributes: {} },
      ...{ selected: { ids: [id] }, until: null },
    }),
  'is in a new group that is given a role': async (by, id) =>
    createTiedGroup(by, {
      ...{ name: uniqueName('group'), users: [id], roles: [(await newRole(by.db, permission)).uuid] },
    }),
}
