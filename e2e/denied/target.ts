import { randomUUID } from 'node:crypto'
import { and, eq, like, or } from 'drizzle-orm'
import * as schema from '../../db/schema'
import { give, makeGroup } from '../rights'
import { type openWorld, unique } from '../world'

type World = ReturnType<typeof openWorld>
export type Target = Awaited<ReturnType<typeof makeTarget>>

/** Somebody with one of everything, for others to try and reach. */
export async function makeTarget(world: World) {
  const { db } = world
  const fresh = unique('fresh')
  const folder = await world.makeFolder(`users/${unique('aimed')}`)
  const user = await world.makeUser({
    email: `${unique('aimed')}@example.org`,
    password: 'plum orbit candle',
    path: folder.path,
  })
  const group = await makeGroup(world, { members: [user] })
  await give(world, { userId: user.id }, { permission: 'users.read' }, { scope: 'everything' })
  await world.makeSession(user)
  const now = new Date()
  const [role] = await db
    .insert(schema.roles)
    .values({
      uuid: randomUUID(),
      name: `${fresh}-role`,
      nameKey: `${fresh}-role`,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  const [grant] = await db.select().from(schema.grants).where(eq(schema.grants.userId, user.id))
  const [session] = await db.select().from(schema.sessions).where(eq(schema.sessions.userId, user.id))
  if (!role || !grant || !session) throw new Error('something was not made')
  return { user, folder, group, role, grant, session, fresh }
}

/** What somebody could send to any action, aimed at the target: one value for every kind of id there is. */
export function inputsAimedAt({ user, folder, group, role, grant, session, fresh }: Target): object[] {
  const fields = {
    ...{ userId: user.id, groupId: group.id, groupIds: [group.id], folderId: folder.id, parentId: folder.id },
    ...{ linkId: randomUUID(), lifetimeMinutes: 60, version: 1, isActive: false, moveUsersTo: 1 },
    ...{ name: fresh, username: fresh, email: `${fresh}@example.org`, path: folder.path, type: 'internal' },
    ...{
      selected: { ids: [user.id] },
      attributes: { text: 'a: 1', format: 'yaml' },
      until: null,
      reason: 'x',
    },
    ...{ names: user.username, address: `${fresh}@example.org`, permissions: ['users.read'], parents: [] },
    ...{ password: 'violet anchor marble', mustChange: false, endSessions: true, review: { hash: 'x' } },
    ...{ holder: { userId: user.id }, given: { permission: 'users.delete' }, scope: { kind: 'everything' } },
    ...{ currentPassword: 'x', newPassword: 'violet anchor marble', repeatPassword: 'violet anchor marble' },
    ...{ minLength: 12, setByAdministrators: true },
  }
  const ids = [user.id, folder.id, group.id, role.id, grant.id, session.id]
  return [
    ...ids.map((id) => ({ ...fields, id, ids: [id] })),
    { ...fields, matching: { folder: folder.path, subfolders: true, q: '' } },
  ]
}

/** All that an action could have changed, as it stands in the database; and how much the callers under this user agent did. */
export async function stateOf({ db }: World, { user, folder, group, role, fresh }: Target): Promise<object> {
  const { users, sessions, folders, groups, groupMembers, groupParents, roles, rolePermissions, grants } =
    schema
  const newName = like(schema.users.username, `${fresh}%`)
  // By kind as well: a user of another test may have the number of this group.
  const about = or(
    ...Object.entries({ user, folder, group, role }).map(([type, { id }]) =>
      and(eq(schema.eventSubjects.subjectType, type), eq(schema.eventSubjects.subjectId, String(id))),
    ),
  )
  return {
    users: await db
      .select()
      .from(users)
      .where(or(eq(users.id, user.id), newName))
      .orderBy(users.id),
    sessions: await db.select().from(sessions).where(eq(sessions.userId, user.id)),
    links: await db.select().from(schema.recoveryLinks).where(eq(schema.recoveryLinks.userId, user.id)),
    mails: await db.select().from(schema.mails).where(eq(schema.mails.userId, user.id)),
    folders: await db
      .select()
      .from(folders)
      .where(or(eq(folders.id, folder.id), eq(folders.name, fresh))),
    groups: await db
      .select()
      .from(groups)
      .where(or(eq(groups.id, group.id), eq(groups.name, fresh))),
    members: await db.select().from(groupMembers).where(eq(groupMembers.groupId, group.id)),
    parents: await db.select().from(groupParents).where(eq(groupParents.groupId, group.id)),
    roles: await db
      .select()
      .from(roles)
      .where(or(eq(roles.id, role.id), eq(roles.name, fresh))),
    rolePermissions: await db.select().from(rolePermissions).where(eq(rolePermissions.roleId, role.id)),
    grants: await db
      .select()
      .from(grants)
      .where(or(eq(grants.userId, user.id), eq(grants.groupId, group.id))),
    history: await db.$count(schema.eventSubjects, about),
    events: await db.$count(schema.events, eq(schema.events.userAgent, fresh)),
  }
}
