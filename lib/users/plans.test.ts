import { eq, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { events, sessions, users } from '@/db/schema'
import { testDatabase } from '@/db/testing'
import { revokeLinksOf } from '@/lib/access/recovery-links'
import { isPlan, type Plan, type Review } from '@/lib/acts/plan'
import type { SelectedUsers } from '@/lib/acts/selection-input'
import type { Context } from '@/lib/kernel/context'
import { Conflict, Forbidden } from '@/lib/kernel/errors'
import { runs } from '@/testing/depth'
import { giveLink, giveSession, giveToken, refusalOf } from '@/testing/users'
import { contextFor, makeUser, somebody, uniqueName } from '@/testing/world'
import { activateUsers, planActivation } from './activate'
import { deactivateUsers, planDeactivation } from './deactivate'
import { deleteUsers, planUserDeletion } from './delete'
import { moveUsers } from './move'
import { updateUser } from './update'

const database = testDatabase()
const context = () => contextFor(database.db)

type Act = {
  plan: (ctx: Context, selected: SelectedUsers) => Promise<Plan>
  apply: (ctx: Context, input: { selected: SelectedUsers; review: Review }) => Promise<{ count: number }>
  isActive: boolean
}
const acts: Record<string, Act> = {
  deactivate: { plan: planDeactivation, apply: deactivateUsers, isActive: true },
  activate: { plan: planActivation, apply: activateUsers, isActive: false },
  delete: { plan: planUserDeletion, apply: deleteUsers, isActive: true },
}

/** Whatever may happen to a user between the look and the deed. */
const happenings: Record<string, (ctx: Context, id: number) => Promise<unknown>> = {
  'signs in': giveSession,
  'gets a token': giveToken,
  'gets or loses a recovery link': async (ctx, id) =>
    (await revokeLinksOf(ctx, [id])) > 0 || giveLink(ctx, id),
  'is renamed': (ctx, id) => updateUser(ctx, { id, username: uniqueName('renamed'), createFolder: false }),
  'gets another name': (ctx, id) => updateUser(ctx, { id, name: uniqueName('Name'), createFolder: false }),
  moves: (ctx, id) => updateUser(ctx, { id, path: uniqueName('elsewhere'), createFolder: true }),
  'changes sides': async (ctx, id) => {
    const [user] = await ctx.db.select({ at: users.deactivatedAt }).from(users).where(eq(users.id, id))
    await updateUser(ctx, { id, isActive: user?.at !== null, createFolder: false })
  },
  'is deleted': (ctx, id) => deleteUsers(ctx, { selected: { ids: [id] } }),
}

async function state(ids: number[]) {
  const rows = await database.db.select().from(users).where(inArray(users.id, ids)).orderBy(users.id)
  const open = await database.db.select().from(sessions).where(inArray(sessions.userId, ids))
  const log = await database.db.select({ id: events.id }).from(events)
  return JSON.stringify([rows, open.map(({ id, revokedAt }) => [id, revokedAt]).sort(), log.length])
}

test.each(Object.entries(happenings))(
  'if a user %s after the look, the plan is another, the old one does nothing and the new one is given',
  async (_, happens) => {
    for (const act of Object.values(acts))
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ sessions: fc.nat(2), tokens: fc.nat(1), links: fc.nat(1) }), {
            minLength: 1,
            maxLength: 3,
          }),
          fc.nat(),
          async (world, whom) => {
            const ids: number[] = []
            for (const { sessions, tokens, links } of world) {
              const { id } = await makeUser(context(), { isActive: act.isActive })
              for (let i = 0; i < sessions; i++) await giveSession(context(), id)
              for (let i = 0; i < tokens; i++) await giveToken(context(), id)
              for (let i = 0; i < links; i++) await giveLink(context(), id)
              ids.push(id)
            }
            const selected = { ids }
            const seen = await act.plan(context(), selected)
            expect((await act.plan(context(), selected)).hash).toBe(seen.hash)
            await happens(context(), ids[whom % ids.length] ?? 0)

            const now = await act.plan(context(), selected)
            expect(now.hash).not.toBe(seen.hash)
            const before = await state(ids)
            const review = { hash: seen.hash, ...(seen.typed !== undefined && { typed: seen.typed }) }
            const refusal = await refusalOf(act.apply(context(), { selected, review }))
            expect(refusal).toBeInstanceOf(Conflict)
            if (refusal instanceof Conflict) expect(isPlan(refusal.current) && refusal.current).toEqual(now)
            expect(await state(ids)).toBe(before)
            const again = { hash: now.hash, ...(now.typed !== undefined && { typed: now.typed }) }
            expect((await act.apply(context(), { selected, review: again })).count).toBe(now.count)
          },
        ),
        { numRuns: runs(4) },
      )
  },
  60_000,
)

test('time passing ends a session by itself, and the plan no longer counts it', async () => {
  const { id } = await makeUser(context())
  await giveSession(context(), id)
  expect((await planDeactivation(context(), { ids: [id] })).ends).toEqual([{ kind: 'sessions', count: 1 }])
  const later = { ...context(), now: new Date(context().now.getTime() + 30 * 24 * 60 * 60_000) }
  expect((await planDeactivation(later, { ids: [id] })).ends).toEqual([])
})

test('a plan of all that match follows who matches, and leaves out whom it is told to', async () => {
  const path = uniqueName('matching')
  const a = await makeUser(context(), { path })
  const b = await makeUser(context(), { path })
  const matching = { folder: path, subfolders: true, q: '' }
  const seen = await planDeactivation(context(), { matching })
  expect(seen.rows.map(({ id }) => id)).toEqual([a.id, b.id])
  const fewer = await planDeactivation(context(), { matching, except: [a.id] })
  expect(fewer.rows.map(({ id }) => id)).toEqual([b.id])
  await makeUser(context(), { path })
  const refusal = await refusalOf(
    deactivateUsers(context(), { selected: { matching }, review: { hash: seen.hash } }),
  )
  expect(refusal).toBeInstanceOf(Conflict)
})

test('whom a change would not touch, the plan says: those gone, and those as they are to be already', async () => {
  const active = await makeUser(context())
  const inactive = await makeUser(context(), { isActive: false })
  const ids = [active.id, inactive.id, 999_999]
  const plan = await planDeactivation(context(), { ids })
  expect([plan.rows.map(({ id }) => id), plan.warnings]).toEqual([
    [active.id],
    ['1 of them is no longer there.', '1 is inactive already.'],
  ])
})

test('somebody who is not an administrator sees no plan and applies none', async () => {
  const { id } = await makeUser(context())
  const folder = await moveTarget()
  const nobody = contextFor(database.db, somebody(id))
  const before = await state([id])
  for (const { plan, apply } of Object.values(acts)) {
    await expect(plan(nobody, { ids: [id] })).rejects.toThrow(Forbidden)
    await expect(apply(nobody, { selected: { ids: [id] }, review: { hash: 'x' } })).rejects.toThrow(Forbidden)
  }
  await expect(moveUsers(nobody, { selected: { ids: [id] }, folderId: folder })).rejects.toThrow(Forbidden)
  expect(await state([id])).toBe(before)
})

async function moveTarget(): Promise<number> {
  const { id } = await makeUser(context(), { path: uniqueName('target') })
  const [user] = await database.db.select().from(users).where(eq(users.id, id))
  return user?.folderId ?? 0
}
