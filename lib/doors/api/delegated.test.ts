import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { grants } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { numberOf } from '@/lib/doors/wire/authentik/permissions/wire'
import { createGrant } from '@/lib/grants/create'
import { createRole } from '@/lib/roles/create'
import { apiAs, tokenOf } from '@/testing/api'
import { grantTo } from '@/testing/groups'
import { type Entangled, makeEntangled } from '@/testing/rights-model/entangled'
import { expectNothingOutside } from '@/testing/rights-model/nothing-outside'
import { contextFor } from '@/testing/world'
import { routes } from './routes'

const database = testDatabase()
const root = () => contextFor(database.db)
let world: Entangled

beforeAll(async () => {
  world = await makeEntangled(database.db)
})

const reads = Object.entries(routes as Record<string, { GET?: unknown }>).flatMap(([path, { GET }]) =>
  GET && path !== '/schema/' ? [path] : [],
)

/** Gives what no limited administrator holds, so that no read is refused as a whole; answers the role two people have. */
async function giveEveryRead(wardenId: number) {
  const { groups, people } = world
  const name = `role beside ${wardenId}`
  const role = await createRole(root(), { name, description: '', permissions: ['settings.read'] })
  const given = { roleId: role.id }
  const everything = { kind: 'everything' } as const
  for (const userId of [people.one.id, people.boss.id])
    await createGrant(root(), { holder: { userId }, given, scope: everything })
  const holder = { userId: wardenId }
  for (const permission of ['roles.read', 'roles.delete'] as const)
    await grantTo(root(), holder, { permission })
  const [team, two] = [{ scopeGroupId: groups.team.id }, { scopeUserId: people.two.id }]
  await grantTo(root(), holder, { permission: 'groups.delete', scope: 'group', ...team })
  await grantTo(root(), holder, { permission: 'users.delete', scope: 'user', ...two })
  return role
}

const idsOf = (...things: { id: number; uuid: string }[]) =>
  things.flatMap(({ id, uuid }) => [String(id), uuid])

/** The ids in a path that an administrator over some may know, and the same of what lies outside. */
async function idsFor(path: string, role: { uuid: string }) {
  const { groups, people } = world
  if (path.startsWith('/core/groups'))
    return { inside: idsOf(groups.mixed, groups.team), outside: idsOf(groups.apart) }
  const outside = idsOf(people.boss, people.stranger)
  if (path.startsWith('/rbac/roles')) return { inside: [role.uuid], outside }
  if (path.startsWith('/rbac/permissions')) return { inside: [String(numberOf('users.read'))], outside }
  if (!path.startsWith('/rbac/grants')) return { inside: idsOf(people.one, people.two), outside }
  const grantsOf = async (id: number) =>
    (await database.db.select({ id: grants.id }).from(grants).where(eq(grants.userId, id))).map(
      ({ id }) => id,
    )
  return { inside: await grantsOf(people.one.id), outside: await grantsOf(people.boss.id) }
}

const absent = { id: '2000000000', uuid: '00000000-0000-4000-8000-000000000000' }

test.each(['folder', 'members', 'user'] as const)(
  'every read of the API, by a token of an administrator over a %s, answers and names nobody outside',
  async (kind) => {
    const warden = await world.makeWarden(kind)
    const role = await giveEveryRead(warden.id)
    const call = apiAs(await tokenOf(database.db, warden.username))
    const search = `?search=${world.hidden.slice(0, 6)}`
    const queries = ['', '?page_size=1', search, '?include_groups=true', '?include_users=true', '?model=user']
    const answered = new Set<string>()
    for (const path of reads) {
      const ids = await idsFor(path, role)
      for (const query of queries) {
        for (const id of path.includes('{') ? ids.inside : ['']) {
          const answer = await call(path.replace(/\{\w+\}/, id) + query)
          if (answer.status === 200) answered.add(path)
          expectNothingOutside(world, answer.body, `${path} ${id} ${query}`)
        }
      }
      if (!path.includes('{')) continue
      expect(ids.outside).not.toEqual([])
      for (const id of ids.outside) {
        const [there, nowhere] = [
          await call(path.replace(/\{\w+\}/, id)),
          await call(path.replace(/\{\w+\}/, /-/.test(id) ? absent.uuid : absent.id)),
        ]
        expect([there.status, there.body], `${path} ${id}`).toEqual([nowhere.status, nowhere.body])
      }
    }
    expect([...answered]).toEqual(reads)
    for (const path of [world.folders.outside.path, 'absent'])
      expect((await call(`/core/users/?path=${encodeURIComponent(path)}`)).body).toMatchObject({
        results: [],
      })
  },
  120_000,
)
