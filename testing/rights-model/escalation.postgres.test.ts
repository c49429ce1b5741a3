import { and, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { recoveryLinks } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { isStandingLink } from '@/lib/access/recovery-links'
import type { Context } from '@/lib/kernel/context'
import { DomainError } from '@/lib/kernel/errors'
import { permissionNames } from '@/lib/rights/catalogue'
import { giveLink, makeAdministrator } from '@/testing/users'
import { contextFor } from '@/testing/world'
import { runs } from '../depth'
import { type Draw, deeds } from './deeds'
import { covered, holds, isMeant, may, mightGive, type ScopeInWorld, type World } from './model'
import { readWorld } from './read'
import { actorAt, newReal, type Real } from './real'
import { powers, watchers, world } from './worlds'

const database = testDatabase()

beforeAll(async () => {
  await makeAdministrator(contextFor(database.db))
})

/** What there was at the beginning, each thing by the place it had then, as it is now. */
function targetsOf(first: World, now: World): [string, ScopeInWorld][] {
  return [
    ...first.users.map((_, of) => [`user ${of}`, { kind: 'user', of }] as [string, ScopeInWorld]),
    ...first.folders.map(
      (path, place) =>
        [`folder ${path}`, { kind: 'folder', of: now.folders[place] ?? '' }] as [string, ScopeInWorld],
    ),
    ...first.parents.map((_, of) => [`group ${of}`, { kind: 'group', of }] as [string, ScopeInWorld]),
    ['everything', { kind: 'everything', of: '' }],
  ]
}

/** Everything the actor may do to what there was at the beginning. */
function reachOf(first: World, now: World, actor: number): Set<string> {
  return new Set(
    targetsOf(first, now).flatMap(([label, target]) =>
      permissionNames
        .filter((name) => isMeant(name, target) && may(now, actor, name, target))
        .map((name) => `${name} over ${label}`),
    ),
  )
}

/** What others came to hold over what there was at the beginning, though the actor might not give it. */
function givenAway(first: World, before: World, now: World, actor: number): string[] {
  const places = new Map(targetsOf(first, before))
  const others = first.users.map((_, place) => place).filter((place) => place !== actor)
  return targetsOf(first, now).flatMap(([label, target]) => {
    const was = places.get(label) ?? target
    return others.flatMap((other) =>
      permissionNames
        .filter((name) => isMeant(name, target) && holds(now, other, name, target))
        .filter((name) => !holds(before, other, name, was))
        .filter((name) => !mightGive([before, now], [actor, other], name, was))
        .map((name) => `user ${other}: ${name} over ${label}`),
    )
  })
}

const draw: fc.Arbitrary<Draw> = fc.record({
  ...{ user: fc.nat(4), other: fc.nat(4), folder: fc.nat(4), otherFolder: fc.nat(4) },
  ...{
    group: fc.nat(3),
    otherGroup: fc.nat(3),
    role: fc.nat(1),
    permission: fc.constantFrom(...permissionNames),
  },
  scope: fc.nat(20),
})

/** The places of those who have a recovery link that works. */
async function linked({ db, users }: Real): Promise<number[]> {
  const rows = await db
    .select({ userId: recoveryLinks.userId })
    .from(recoveryLinks)
    .where(and(inArray(recoveryLinks.userId, users), isStandingLink()))
  return rows.map(({ userId }) => users.indexOf(userId))
}

test('nothing that anybody does lets them hold or reach more than before, or others more than they might give, or ends links of somebody above them', async () => {
  const done = new Set<string>()
  await fc.assert(nobodyGains(Object.keys(deeds), done), { numRuns: runs(200) })
  // A deed that was always refused would show nothing, and chance may refuse one in all of those worlds.
  for (let round = 0; round < 20 && never(done).length > 0; round++)
    await fc.assert(nobodyGains(never(done), done), { numRuns: 20 })
  expect(never(done)).toEqual([])
}, 300_000)

function never(done: Set<string>): string[] {
  return Object.keys(deeds).filter((deed) => !done.has(deed))
}

/** Notes in `done` what was not refused. */
function nobodyGains(names: string[], done: Set<string>) {
  const attempt = fc.record({ deed: fc.constantFrom(...names), draw })
  const attempts = fc.array(attempt, { minLength: 10, maxLength: 10 })
  return fc.asyncProperty(world, powers, watchers, attempts, async (drawn, powers, watchers, attempts) => {
    const actor = 0
    const grants = [...drawn.grants, ...watchers, ...powers]
    const first = {
      ...drawn,
      grants: [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()],
    }
    const real = await newReal(database.db, first)
    for (const place of [1, 3]) await giveLink(contextFor(real.db), real.users[place] ?? 0)
    let before = first
    let ctx = contextFor(real.db, await actorAt(real, actor))
    let links = await linked(real)
    for (const { deed, draw } of attempts) {
      if (!(await tried(ctx, real, deed, draw))) continue
      ctx = contextFor(real.db, await actorAt(real, actor))
      done.add(deed)
      const { takes } = deeds[deed] ?? {}
      if (takes && draw[takes] !== actor)
        expect({ deed, draw, covered: covered(before, actor, draw[takes]) }).toMatchObject({ covered: true })
      const now = await readWorld(real)
      const reach = reachOf(first, before, actor)
      const gained = [...reachOf(first, now, actor)].filter((one) => !reach.has(one))
      expect({ deed, draw, gained }).toEqual({ deed, draw, gained: [] })
      const given = givenAway(first, before, now, actor)
      expect({ deed, draw, given }).toEqual({ deed, draw, given: [] })
      const linksNow = await linked(real)
      const ended = links.filter((user) => !linksNow.includes(user) && !covered(before, actor, user))
      expect({ deed, draw, ended }).toEqual({ deed, draw, ended: [] })
      before = now
      links = linksNow
    }
  })
}

/** Whether it was done rather than refused. */
async function tried(ctx: Context, real: Real, deed: string, draw: Draw): Promise<boolean> {
  try {
    await deeds[deed]?.do(ctx, real, draw)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
