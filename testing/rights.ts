import { eq } from 'drizzle-orm'
import { groups } from '@/db/schema'
import { folderForUsers } from '@/lib/folders/ensure'
import type { Context } from '@/lib/kernel/context'
import type { Permission } from '@/lib/rights/catalogue'
import { grantTo, makeGroup, somebodyWith } from './groups'
import { makeUser, uniqueName } from './world'

/** What moves people about, and gives no way into their accounts. */
const moving: Permission[] = [
  ...(['users.read', 'users.update', 'users.create', 'folders.create', 'folders.update'] as const),
  ...(['folders.delete', 'groups.create', 'groups.update', 'groups.change_members'] as const),
]

/** A user, two folders and two groups. Another holds a grant over the second folder and one over the second group's members. */
export async function bringingScene(root: Context) {
  const [above, to] = [uniqueName('above'), uniqueName('to')]
  const from = `${above}/from`
  const person = await makeUser(root, { path: from })
  const top = await folderForUsers(root, above, { create: true })
  const start = await folderForUsers(root, from, { create: true })
  const end = await folderForUsers(root, to, { create: true })
  const [own, team] = [await makeGroup(root), await makeGroup(root)]
  const reader = await makeUser(root)
  const permission = 'users.set_password'
  const holder = { userId: reader.id }
  await grantTo(root, holder, { permission, scope: 'folder', scopeFolderId: end.id })
  await grantTo(root, holder, { permission, scope: 'members', scopeGroupId: team.id })
  const mover = await somebodyWith(root, ...moving.map((permission) => ({ permission })))
  const [teamRow] = await root.db.select().from(groups).where(eq(groups.id, team.id))
  return { person, top, start, end, own, team: { ...team, uuid: teamRow?.uuid ?? '' }, reader, mover }
}
