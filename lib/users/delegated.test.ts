import { beforeAll, expect, test } from 'vitest'
import { grants } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { listOutcomes } from '@/lib/acts/jobs/get'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { getFolderByPath } from '@/lib/folders/get'
import { missingFolders } from '@/lib/folders/missing'
import { searchFolders } from '@/lib/folders/search'
import { listFolderTree } from '@/lib/folders/tree'
import type { FolderBranch } from '@/lib/folders/types'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { ListMails } from '@/lib/mail/input'
import { listMails } from '@/lib/mail/list'
import { readCapturedMail } from '@/lib/recovery/captured-mail'
import { rightsOfUser } from '@/lib/rights/gifts'
import { rightsOfGifts } from '@/lib/rights/rights'
import { ListUsers } from '@/lib/users/list/input'
import { listUsers } from '@/lib/users/list/list'
import { listFolderPaths } from '@/lib/users/list/paths'
import { type Entangled, makeEntangled } from '@/testing/rights-model/entangled'
import { expectNothingOutside } from '@/testing/rights-model/nothing-outside'
import { contextFor, testTime } from '@/testing/world'
import { createUser } from './create'
import { planUserDeletion } from './delete'
import { exportUser } from './export'
import { getUser } from './get'

const database = testDatabase({ alsoEmbedded: true })
const kinds = ['folder', 'members', 'user'] as const

type Warden = Awaited<ReturnType<Entangled['makeWarden']>> & { ctx: Context }

let world: Entangled
const wardens = new Map<(typeof kinds)[number], Warden>()

beforeAll(async () => {
  world = await makeEntangled(database.db)
  for (const kind of kinds) {
    const warden = await world.makeWarden(kind)
    const rights = await rightsOfUser({ db: database.db, now: new Date() }, warden.id)
    const actor = { type: 'user' as const, userId: warden.id, label: warden.username, rights, sessionId: '' }
    wardens.set(kind, { ...warden, ctx: contextFor(database.db, actor, new Date()) })
  }
})

const wardenOf = (kind: (typeof kinds)[number]) => wardens.get(kind) as Warden

const names = ({ people }: Entangled) => Object.values(people).map(({ username }) => username)

for (const kind of kinds) {
  test(`the list of an administrator over a ${kind} holds whom they may see, whichever way it is asked for`, async () => {
    const { ctx, seen } = wardenOf(kind)
    const expected = seen.map(({ username }) => username).sort()
    for (const q of ['', 'inside', 'name', 'has-email:yes']) {
      for (const folder of ['', world.folders.top.path]) {
        const list = await listUsers(ctx, ListUsers.parse({ q, folder }))
        expect({ q, folder, rows: list.rows.map(({ username }) => username).sort() }).toEqual({
          q,
          folder,
          rows: expected,
        })
        expect(list.total).toEqual({ count: expected.length, capped: false })
        expect(list.folder.totalUsers).toBe(expected.length)
        expectNothingOutside(world, list, `${q} in ${folder}`)
      }
      const direct = await listUsers(ctx, ListUsers.parse({ q, folder: '', subfolders: 'no' }))
      expect(direct.rows).toEqual([])
    }
    const paged = await listUsers(ctx, ListUsers.parse({ sort: '-created', size: '20' }))
    expect(paged.next).toBeUndefined()
    for (const name of names(world).filter((each) => each.includes(world.hidden))) {
      expect((await listUsers(ctx, ListUsers.parse({ q: name }))).total.count).toBe(0)
    }
  })

  test(`the tree of an administrator over a ${kind} leads to whom they may see and counts these`, async () => {
    const { ctx, seen } = wardenOf(kind)
    const { top, inside, below } = world.folders
    const tree = await listFolderTree(ctx, { selectedPath: below.path, open: [] })
    const nodes = flat(tree)
    const shown = kind === 'user' ? [top, inside] : [top, inside, below]
    expect(nodes.map(({ path }) => path)).toEqual(['', ...shown.map(({ path }) => path)])
    expect(nodes.slice(0, 3).map(({ totalUsers }) => totalUsers)).toEqual([
      seen.length,
      seen.length,
      seen.length,
    ])
    expectNothingOutside(world, tree, 'the tree')
    const found = await searchFolders(ctx, { text: '', limit: 200 })
    expect(found.map(({ path }) => path).sort()).toEqual(shown.map(({ path }) => path).sort())
    const { paths } = await listFolderPaths(ctx, [])
    expect(paths.sort()).toEqual(shown.map(({ path }) => path).sort())
  })

  test(`for an administrator over a ${kind} a folder outside is like one that is not there`, async () => {
    const { ctx } = wardenOf(kind)
    const absent = `${world.folders.top.path}/absent`
    const outcome = async (work: (path: string) => Promise<unknown>) => {
      const said: unknown[] = []
      for (const path of [world.folders.outside.path, absent]) {
        const result = await work(path).catch((error: unknown) => error)
        const text = result instanceof Error ? `${result.name} ${result.message}` : JSON.stringify(result)
        said.push(text.replaceAll(path, 'PATH'))
      }
      return said
    }
    const doors: ((path: string) => Promise<unknown>)[] = [
      (path) => getFolderByPath(ctx, path),
      (path) => listUsers(ctx, ListUsers.parse({ folder: path })),
      (path) => missingFolders(ctx, path),
      (path) => searchFolders(ctx, { text: path, limit: 20 }),
      ...[true, false].map((createFolder) => (path: string) => {
        const fields = { name: '', email: null, isActive: true, type: 'internal' as const, attributes: {} }
        return createUser(ctx, { ...fields, username: 'newcomer', path, createFolder })
      }),
    ]
    for (const door of doors) {
      const [outside, missing] = await outcome(door)
      expect(outside).toEqual(missing)
    }
  })

  test(`what an administrator over a ${kind} reads of events, mail, jobs and exports names nobody outside`, async () => {
    const { ctx, jobId } = wardenOf(kind)
    const { one, boss } = world.people
    const events = await listEvents(ctx, ListEvents.parse({}))
    expect(events.rows.length).toBeGreaterThan(3)
    expect(events.rows.map(({ name }) => name)).not.toContain('user.created')
    expectNothingOutside(world, events, 'events')
    expectNothingOutside(
      world,
      await listEvents(ctx, { ...ListEvents.parse({}), about: { type: 'user', id: one.id } }),
      'events of one',
    )
    await expect(
      listEvents(ctx, { ...ListEvents.parse({}), about: { type: 'user', id: boss.id } }),
    ).rejects.toThrow(NotFound)
    expect((await listMails(ctx, ListMails.parse({}))).rows.map(({ id }) => id)).toEqual([world.mails.inside])
    await expect(readCapturedMail(ctx, world.mails.outside)).rejects.toThrow(NotFound)
    expectNothingOutside(world, await listOutcomes(ctx, jobId, { refused: false, after: 0 }), 'outcomes')
    const { pieces } = await exportUser(ctx, one.id)
    let whole = ''
    for await (const piece of pieces) whole += piece
    expectNothingOutside(world, whole, 'the export')
    if (kind !== 'user')
      expect((await getUser(ctx, world.people.two.id)).deactivatedBy).toBe('Somebody outside your view')
  })
}

test('a name taken by somebody out of sight cannot be used, and no more is said', async () => {
  const { ctx } = wardenOf('folder')
  const fields = { name: '', email: null, isActive: true, type: 'internal' as const, attributes: {} }
  const outcome = (username: string) =>
    createUser(ctx, {
      ...{ ...fields, username, createFolder: false },
      path: world.folders.inside.path,
    }).catch((error: unknown) => error)
  for (const taken of [world.people.boss.username, `${world.people.boss.username}@example.org`])
    expect(await outcome(taken)).toMatchObject({
      fields: { username: ['This cannot be used. Choose another.'] },
    })
  expect(await outcome(world.people.one.username)).toMatchObject({
    fields: { username: ['Another account has this as its username or address.'] },
  })
})

function flat(node: FolderBranch): FolderBranch[] {
  return [node, ...(node.children ?? []).flatMap(flat)]
}

test('nobody deletes a user over whom somebody else holds what they do not', async () => {
  const { inside } = world.folders
  const scope = { kind: 'folder' as const, ...inside }
  const rights = rightsOfGifts([{ permission: 'users.delete', role: null, scope }])
  const actor = { type: 'user' as const, userId: 0, label: 'deleter', rights, sessionId: '' }
  const blockersOf = async (id: number) =>
    (await planUserDeletion(contextFor(database.db, actor), { ids: [id] })).blockers
  expect(await blockersOf(world.people.three.id)).toEqual([])
  await database.db.insert(grants).values({
    ...{ id: crypto.randomUUID(), userId: world.people.boss.id, permission: 'users.unlock', scope: 'user' },
    ...{ scopeUserId: world.people.three.id, createdAt: testTime, createdBy: 'a test' },
  })
  expect(await blockersOf(world.people.three.id)).toEqual([expect.stringMatching(/rights over this user/)])
})
