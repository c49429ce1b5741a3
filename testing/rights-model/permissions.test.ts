import { and, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groups, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { permissionNames, type scopeKinds } from '@/lib/rights/catalogue'
import { hasPermission } from '@/lib/rights/require'
import { permittedGroups, permittedUsers } from '@/lib/rights/scope'
import { contextFor } from '@/testing/world'
import { runs } from '../depth'
import { holds, may, type ScopeInWorld, type World } from './model'
import { actorAt, bring, newReal, type Real, targetOf } from './real'
import { change, changed, world } from './worlds'

const database = testDatabase()

const changeKinds = ['member', 'grant', 'parent', 'move']

/** Every user, folder and group there is. */
function targetsOf(world: World): ScopeInWorld[] {
  return [
    ...world.users.map((_, of) => ({ kind: 'user' as const, of })),
    ...world.folders.map((of) => ({ kind: 'folder' as const, of })),
    ...world.parents.map((_, of) => ({ kind: 'group' as const, of })),
  ]
}

/** The places of the users and groups that the SQL conditions let through. */
async function rowsOf(real: Real, actor: number, permission: (typeof permissionNames)[number]) {
  const ctx = contextFor(real.db, await actorAt(real, actor))
  const people = await real.db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, real.users), await permittedUsers(ctx, permission)))
  const circles = await real.db
    .select({ id: groups.id })
    .from(groups)
    .where(and(inArray(groups.id, real.groups), permittedGroups(ctx, permission)))
  return {
    users: people.map(({ id }) => real.users.indexOf(id)).sort(),
    groups: circles.map(({ id }) => real.groups.indexOf(id)).sort(),
  }
}

async function compare(real: Real, world: World, names: typeof permissionNames): Promise<void> {
  const targets = targetsOf(world)
  for (const actor of world.users.keys()) {
    const ctx = contextFor(real.db, await actorAt(real, actor))
    for (const name of names) {
      const placesOf = (kind: (typeof scopeKinds)[number]) =>
        targets.filter((one) => one.kind === kind && holds(world, actor, name, one)).map(({ of }) => of)
      expect(await rowsOf(real, actor, name)).toEqual({ users: placesOf('user'), groups: placesOf('group') })
      for (const target of targets) {
        const said = await hasPermission(ctx, name, targetOf(real, target))
        const expected = may(world, actor, name, target)
        expect({ actor, name, target, may: said }).toEqual({ actor, name, target, may: expected })
      }
    }
  }
}

test('SQL condition, point check and model agree in every world, also after changes', async () => {
  const names = fc.shuffledSubarray(permissionNames, { minLength: 5, maxLength: 5 })
  const seen = new Set<string>()
  const trySome = () =>
    fc.assert(
      fc.asyncProperty(world, fc.array(change, { maxLength: 4 }), names, async (first, changes, names) => {
        const held = first.grants.flatMap(({ gift }) => ('permission' in gift ? [gift.permission] : []))
        const asked = [...new Set([...held, ...names])]
        const real = await newReal(database.db, first)
        await compare(real, first, asked)
        let now = first
        for (const change of changes) {
          const next = changed(now, change)
          await bring(real, now, next)
          seen.add(change.what)
          now = next
        }
        await compare(real, now, asked)
      }),
      { numRuns: runs(25) },
    )
  await trySome()
  while (seen.size < changeKinds.length) await trySome()
}, 240_000)
