import { randomBytes, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { folders, grants, jobItems, jobs, mails, recoveryLinks, sessions } from '@/db/schema'
import type { Permission } from '@/lib/rights/catalogue'
import { crowd, insertEvents } from './entangled-events'
import { type Database, makersOf } from './rows'

/** What a limited administrator holds over their scope, of all that applies there. */
const held: Permission[] = [
  ...(['users.create', 'users.update', 'users.deactivate', 'users.delete', 'users.export'] as const),
  ...(['users.recover', 'users.set_password', 'users.end_sessions', 'users.unlock'] as const),
  ...(['folders.create', 'folders.update', 'folders.delete', 'events.read', 'mail.read'] as const),
  ...(['grants.read', 'grants.create', 'grants.delete'] as const),
]

/**
 * People inside and outside a scope, entangled in every way there is: each acted on the others, they share a group, hold
 * rights over each other, and stand in each other's events. Whatever is outside is called by the word `hidden`.
 */
export async function makeEntangled(db: Database) {
  const mark = randomBytes(4).toString('hex')
  const hidden = `hidden${mark}`
  const now = new Date(Date.now() - 60_000)
  const name = (what: string) => `${what}-inside-${mark}`
  const secret = (what: string) => `${what}-${hidden}`

  const { makeFolder, makeUser, makeGroup } = makersOf(db, now)
  const [root] = await db.select({ id: folders.id }).from(folders).where(eq(folders.path, ''))
  const top = await makeFolder(root?.id ?? 1, '', name('top'))
  const inside = await makeFolder(top.id, top.path, name('office'))
  const below = await makeFolder(inside.id, inside.path, name('annex'))
  const outside = await makeFolder(top.id, top.path, secret('office'))
  const elsewhere = await makeFolder(root?.id ?? 1, '', secret('elsewhere'))

  const tower = await makeFolder(root?.id ?? 1, '', `tower-${mark}`)

  const boss = await makeUser(secret('boss'), outside.id, { attributes: { nickname: secret('chief') } })
  const one = await makeUser(name('one'), inside.id)
  const two = await makeUser(name('two'), below.id, { deactivatedAt: now, deactivatedBy: boss.username })
  const three = await makeUser(name('three'), inside.id)
  const stranger = await makeUser(secret('stranger'), elsewhere.id)
  await db.execute(sql`insert into users (uuid, username, username_key, name, name_key, search, folder_id, created_at, updated_at)
    select gen_random_uuid(), ${secret('crowd')} || n, ${secret('crowd')} || n, '', '', ${secret('crowd')} || n || e'\n\n',
      ${outside.id}, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from generate_series(1, ${crowd}::integer) n`)

  const team = await makeGroup(name('team'), [one.id, two.id, three.id])
  const mixed = await makeGroup(name('mixed'), [one.id, boss.id, stranger.id])
  const apart = await makeGroup(secret('apart'), [one.id, boss.id, stranger.id])
  await db.execute(sql`insert into group_members (group_id, user_id, added_at)
    select ${mixed.id}, id, ${now.toISOString()}::timestamptz from users where username like ${`${secret('crowd')}%`}`)

  const grant = (row: Partial<typeof grants.$inferInsert> & Pick<typeof grants.$inferInsert, 'scope'>) => ({
    ...{ id: randomUUID(), createdAt: now, createdBy: boss.username },
    ...row,
  })
  await db
    .insert(grants)
    .values([
      grant({ userId: one.id, permission: 'users.read', scope: 'folder', scopeFolderId: outside.id }),
      grant({ userId: one.id, permission: 'users.unlock', scope: 'user', scopeUserId: stranger.id }),
      grant({ userId: one.id, permission: 'users.unlock', scope: 'members', scopeGroupId: apart.id }),
      grant({ userId: boss.id, permission: 'users.recover', scope: 'folder', scopeFolderId: inside.id }),
      grant({ userId: boss.id, permission: 'users.set_password', scope: 'user', scopeUserId: one.id }),
      grant({ groupId: apart.id, permission: 'users.recover', scope: 'members', scopeGroupId: team.id }),
      grant({ groupId: mixed.id, permission: 'users.unlock', scope: 'folder', scopeFolderId: elsewhere.id }),
    ])

  await insertEvents(db, { one, two, stranger, boss, inside, outside, elsewhere, apart, secret, now })

  const later = new Date(now.getTime() + 86_400_000)
  await db.insert(recoveryLinks).values(
    [one, boss].map(({ id }) => ({
      ...{ id: randomUUID(), tokenHash: randomUUID(), userId: id, createdAt: now },
      ...{ createdBy: boss.username, expiresAt: later },
    })),
  )
  const mailOf = (of: { id: number; username: string }) => ({
    ...{ id: randomUUID(), kind: 'password-changed', userId: of.id, recipient: `${of.username}@example.org` },
    ...{ subject: `To ${of.username}`, status: 'captured' as const, createdAt: now, expiresAt: later },
  })
  const [insidersMail, outsidersMail] = [mailOf(one), mailOf(boss)]
  await db.insert(mails).values([insidersMail, outsidersMail])
  const jobOf = (by: { id: number; username: string }) => ({
    ...{ id: randomUUID(), kind: 'users.deactivate', input: {}, userId: by.id, actorLabel: by.username },
    ...{ total: 2, done: 1, refused: 1, createdAt: now, finishedAt: now },
  })
  const bosssJob = jobOf(boss)
  await db.insert(jobs).values(bosssJob)

  /** Somebody who holds all this over one scope, and no more. */
  async function makeWarden(scope: 'folder' | 'members' | 'user') {
    const warden = await makeUser(`warden-${scope}-${mark}`, tower.id)
    const over = {
      folder: { scopeFolderId: inside.id },
      members: { scopeGroupId: team.id },
      user: { scopeUserId: one.id },
    }[scope]
    await db
      .insert(grants)
      .values([
        ...held.map((permission) => grant({ userId: warden.id, permission, scope, ...over })),
        ...(['groups.read', 'groups.update', 'groups.change_members'] as const).map((permission) =>
          grant({ userId: warden.id, permission, scope: 'group', scopeGroupId: mixed.id }),
        ),
      ])
    const job = jobOf(warden)
    await db.insert(jobs).values(job)
    await db.insert(jobItems).values(
      [one, stranger].map(({ id, username }, place) => ({
        ...{ jobId: job.id, position: place + 1, userId: id, label: username },
        ...{
          outcome: place === 0 ? ('done' as const) : ('refused' as const),
          message: place === 0 ? null : secret('because'),
        },
      })),
    )
    const seen = { folder: [one, two, three], members: [one, two, three], user: [one] }[scope]
    return { ...warden, name: `Name of ${warden.username}`, email: null, jobId: job.id, seen }
  }

  await db.insert(sessions).values({
    ...{ id: randomUUID(), tokenHash: randomUUID(), userId: one.id, createdAt: now, lastSeenAt: now },
    ...{ authenticatedAt: now, expiresAt: later, userAgent: 'A browser of theirs' },
  })
  return {
    ...{ mark, hidden, makeWarden, folders: { top, inside, below, outside, elsewhere } },
    ...{ groups: { team, mixed, apart }, people: { one, two, three, boss, stranger } },
    ...{ mails: { inside: insidersMail.id, outside: outsidersMail.id }, jobs: { outside: bosssJob.id } },
  }
}

export type Entangled = Awaited<ReturnType<typeof makeEntangled>>
