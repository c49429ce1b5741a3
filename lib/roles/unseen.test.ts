import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { grants, groups } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { ListEvents } from '@/lib/events/input'
import { listEvents } from '@/lib/events/list'
import { createGrant } from '@/lib/grants/create'
import { planGrantDeletion } from '@/lib/grants/delete'
import { givableTo } from '@/lib/grants/givable'
import { listGrants } from '@/lib/grants/list'
import { grantsOfHolder } from '@/lib/grants/of-holder'
import { replaceRoles } from '@/lib/grants/replace-roles'
import { Invalid } from '@/lib/kernel/errors'
import { type Permission, permissionNames } from '@/lib/rights/catalogue'
import { explainPermission } from '@/lib/why/explain'
import { whoCan } from '@/lib/why/who-can'
import { anyApiAs, tokenOf } from '@/testing/api'
import { actorOf, at, grantTo, makeGroup, putInto, somebodyWith } from '@/testing/groups'
import { makeAdministrator } from '@/testing/users'
import { contextFor, makeUser, uniqueName } from '@/testing/world'
import { createRole } from './create'

const database = testDatabase()
const root = () => contextFor(database.db)
const everything = { kind: 'everything' } as const

beforeAll(async () => {
  await makeAdministrator(root())
})

const names: Permission[] = permissionNames.filter((name) => !name.startsWith('roles.'))

/** A role with a name that stands out, held by somebody and by a group they are in, and an actor who knows all but roles. */
async function scene() {
  const word = uniqueName('secretive')
  const fields = { name: `${word} keepers`, description: `${word} and so on` }
  const role = await createRole(root(), { ...fields, permissions: ['users.unlock'] })
  const holder = await makeUser(root())
  const circle = await makeGroup(root())
  await putInto(root(), circle.id, [holder.id])
  for (const one of [{ userId: holder.id }, { groupId: circle.id }])
    await createGrant(root(), { holder: one, given: { roleId: role.id }, scope: everything })
  const actor = await somebodyWith(root(), ...names.map((permission) => ({ permission })))
  const [group] = await database.db.select().from(groups).where(eq(groups.id, circle.id))
  return { word, role, holder, circle: { ...circle, uuid: group?.uuid ?? '' }, actor, ctx: at(root(), actor) }
}

test('names and descriptions of roles are shown by no read to whoever may not read roles', async () => {
  const { word, role, holder, circle, ctx, actor } = await scene()
  const userId = holder.id
  const held = await database.db.select().from(grants).where(eq(grants.roleId, role.id))
  const reads = {
    ofUser: () => grantsOfHolder(ctx, { userId }),
    ofGroup: () => grantsOfHolder(ctx, { groupId: circle.id }),
    list: () => listGrants(ctx, eq(grants.roleId, role.id), { size: 50 }),
    why: () => explainPermission(ctx, { userId, permission: 'users.unlock' }),
    who: () => whoCan(ctx, { userId, permission: 'users.unlock', q: '' }, 0),
    plan: () =>
      planGrantDeletion(
        ctx,
        held.map(({ id }) => id),
      ),
    events: () => listEvents(ctx, { ...ListEvents.parse({}), about: { type: 'user', id: userId } }),
    givable: () => givableTo(ctx, { userId }),
  }
  for (const [name, read] of Object.entries(reads))
    expect(JSON.stringify(await read()), name).not.toContain(word)
  for (const read of [reads.ofUser, reads.ofGroup, reads.list, reads.why, reads.who, reads.plan])
    expect(JSON.stringify(await read())).toContain('A role outside your view')
  const call = anyApiAs(await tokenOf(database.db, actor.label))
  for (const path of [
    `/rbac/grants/?user=${userId}`,
    `/rbac/grants/?group=${circle.uuid}`,
    `/rbac/grants/${held[0]?.id}/`,
    `/core/users/${userId}/`,
    `/core/users/?search=${holder.username}&include_roles=true`,
    `/core/groups/${circle.uuid}/?include_inherited_roles=true`,
    `/core/groups/${circle.uuid}/used_by/`,
  ]) {
    const { status, body } = await call(path)
    expect([path, status, JSON.stringify(body).includes(word)]).toEqual([path, 200, false])
    expect(JSON.stringify(body), path).not.toContain(role.uuid)
  }
  const dry = await call(`/rbac/grants/${held[0]?.id}/?dry_run=true`, { method: 'DELETE' })
  expect([dry.status, JSON.stringify(dry.body).includes(word)]).toEqual([200, false])
  // Nor is one found by guessing.
  const guessed = encodeURIComponent(`${word} keepers`)
  for (const path of [
    `/core/users/?roles_by_name=${guessed}`,
    `/core/users/?roles_by_pk=${role.uuid}`,
    `/rbac/grants/?role=${role.uuid}`,
  ])
    expect((await call(path)).body, path).toMatchObject({ results: [] })
})

test('whoever may read roles is told their names by all of these', async () => {
  const { word, holder, actor } = await scene()
  await grantTo(root(), { userId: actor.userId }, { permission: 'roles.read' })
  const ctx = at(root(), await actorOf(root(), actor.userId))
  const userId = holder.id
  expect(JSON.stringify(await grantsOfHolder(ctx, { userId }))).toContain(word)
  expect(JSON.stringify(await givableTo(ctx, { userId }))).toContain(word)
  expect(JSON.stringify(await explainPermission(ctx, { userId, permission: 'users.unlock' }))).toContain(word)
  const events = await listEvents(ctx, { ...ListEvents.parse({}), about: { type: 'user', id: userId } })
  expect(JSON.stringify(events)).toContain(word)
})

test('a role one may not know of is like one that is not there, to give it and to set the roles of somebody', async () => {
  const { role, holder, ctx } = await scene()
  const { id: userId } = await makeUser(root())
  const refusals = [role.id, 2_000_000_000].map((roleId) =>
    createGrant(ctx, { holder: { userId }, given: { roleId }, scope: everything }).catch((error) => error),
  )
  const [hidden, missing] = await Promise.all(refusals)
  expect(hidden).toBeInstanceOf(Invalid)
  expect(hidden).toEqual(missing)
  await expect(replaceRoles(ctx, { userId }, [role.uuid])).rejects.toThrow(Invalid)
  await replaceRoles(ctx, { userId: holder.id }, [])
  const own = and(eq(grants.userId, holder.id), eq(grants.roleId, role.id))
  expect(await database.db.$count(grants, own)).toBe(1)
})

test('the roles that come with Latchkey are known to everybody', async () => {
  const { ctx, holder } = await scene()
  const { roles } = await givableTo(ctx, { userId: holder.id })
  expect(roles.map(({ name }) => name)).toContain('Help desk')
})
