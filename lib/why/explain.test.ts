import { inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import type { Context } from '@/lib/kernel/context'
import { permissionNames } from '@/lib/rights/catalogue'
import { hasPermission } from '@/lib/rights/require'
import { membersOf } from '@/lib/rights/scope'
import { runs } from '@/testing/depth'
import type { ScopeInWorld, World } from '@/testing/rights-model/model'
import { actorAt, newReal, targetOf } from '@/testing/rights-model/real'
import { world } from '@/testing/rights-model/worlds'
import { contextFor, testTime } from '@/testing/world'
import { explainPermission } from './explain'
import { whoCan } from './who-can'

const database = testDatabase()

function targetsOf(world: World): (ScopeInWorld | undefined)[] {
  return [
    undefined,
    ...world.users.map((_, of) => ({ kind: 'user' as const, of })),
    ...world.folders.map((of) => ({ kind: 'folder' as const, of })),
    ...world.parents.map((_, of) => ({ kind: 'group' as const, of })),
  ]
}

const names = fc.shuffledSubarray(permissionNames, { minLength: 2, maxLength: 2 })

/** What the grants of a world are about, so that most questions have something to find, and a few others. */
function asked(world: World, others: typeof permissionNames) {
  const named = world.grants.flatMap(({ gift }) => ('permission' in gift ? [gift.permission] : []))
  return [...new Set([...named.slice(0, 3), ...others])]
}

test('an explanation says yes exactly when the permission is held, and gives a way or says what is missing', async () => {
  await fc.assert(
    fc.asyncProperty(world, names, async (drawn, names) => {
      const real = await newReal(database.db, drawn)
      for (const place of drawn.users.keys()) {
        const actor = await actorAt(real, place)
        for (const permission of asked(drawn, names)) {
          for (const of of targetsOf(drawn)) {
            const target = of && targetOf(real, of)
            const answer = await explainPermission(contextFor(database.db), {
              userId: actor.userId,
              permission,
              target,
            })
            const isHeld = await hasPermission(contextFor(database.db, actor), permission, target)
            const about = { place, permission, of }
            expect({ ...about, isHeld: answer.isHeld }).toEqual({ ...about, isHeld })
            expect(answer.ways.length > 0).toBe(answer.missing === undefined)
            expect(answer.above !== undefined).toBe(answer.ways.length > 0 && !isHeld)
            for (const { steps } of answer.ways) {
              expect(steps[0]).toMatchObject({ kind: 'user', id: actor.userId })
              expect(steps.findLast(({ kind }) => kind === 'permission')).toMatchObject({ permission })
            }
          }
        }
      }
    }),
    { numRuns: runs(8) },
  )
}, 240_000)

test('who can do something to somebody are exactly those who may, one by one or as members of a group', async () => {
  await fc.assert(
    fc.asyncProperty(world, names, fc.constantFrom(1, 50), async (drawn, names, listedMembers) => {
      const real = await newReal(database.db, drawn)
      const actors = await Promise.all(drawn.users.map((_, place) => actorAt(real, place)))
      for (const permission of asked(drawn, names)) {
        for (const userId of real.users) {
          const answer = await whoCan(contextFor(database.db), { userId, permission, q: '' }, listedMembers)
          const named = answer.can.people.map(({ person }) => person.id)
          const inGroups = await membersOfAll(
            real.db,
            answer.can.groups.map(({ group }) => group.id ?? 0),
          )
          const able: number[] = []
          for (const actor of actors)
            if (await hasPermission(contextFor(database.db, actor), permission, { userId }))
              able.push(actor.userId)
          const ours = (ids: number[]) => [...new Set(ids)].filter((id) => real.users.includes(id)).sort()
          expect(ours([...named, ...inGroups])).toEqual(ours(able))
          const refused = answer.refused.people.map(({ person }) => person.id)
          expect(refused.filter((id) => able.includes(id))).toEqual([])
        }
      }
    }),
    { numRuns: runs(15) },
  )
}, 240_000)

async function membersOfAll(db: Context['db'], groupIds: number[]): Promise<number[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, membersOf(groupIds, testTime)))
  return rows.map(({ id }) => id)
}
