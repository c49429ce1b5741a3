import { expect, test } from 'vitest'
import { Conflict, Invalid } from '@/lib/kernel/errors'
import { makePlan, requirePlanned } from './planning'

const row = (id: number, blocker?: string) => ({
  ...{ id, label: `u${id}`, note: '', ends: [{ kind: 'sessions', count: 2 }] },
  ...(blocker !== undefined && { blocker }),
})
const planOf = (count: number, typed?: number) =>
  makePlan({ rows: Array.from({ length: count }, (_, i) => row(i)), warnings: [], typed: () => typed })

test('a plan lists a hundred rows, counts all, and adds up what ends', () => {
  const plan = planOf(1004)
  expect([plan.rows.length, plan.count, plan.ends]).toEqual([100, 1004, [{ kind: 'sessions', count: 2008 }]])
})

test('a blocked row is listed however many there are, and its reason blocks the whole', () => {
  const rows = [...Array.from({ length: 500 }, (_, i) => row(i)), row(900, 'Not this one.')]
  const plan = makePlan({ rows, warnings: [] })
  expect([plan.rows[0]?.id, plan.blockers]).toEqual([900, ['Not this one.']])
  expect(() => requirePlanned(plan, { hash: plan.hash })).toThrow(Conflict)
})

test('whoever is blocked is counted apart: in no number, no sum and nothing to be typed', () => {
  const rows = [row(1), row(2, 'Not this one.'), row(3), row(4, 'Not this one.')]
  const plan = makePlan({ rows, warnings: [], typed: (possible) => possible.length })
  expect(plan).toMatchObject({ count: 2, blocked: 2, typed: 2, ends: [{ kind: 'sessions', count: 4 }] })
  expect(plan.rows.map(({ id, ends }) => [id, ends.length])).toEqual([
    [2, 0],
    [4, 0],
    [1, 1],
    [3, 1],
  ])
})

test('that more ends than can be seen is said once, and not for the sake of who is blocked', () => {
  const warningsOf = (...rows: Parameters<typeof makePlan>[0]['rows']) =>
    makePlan({ rows, warnings: [] }).warnings
  const unseen = { endsUnseen: true }
  const said = ['More ends with it than you can see.']
  expect(warningsOf({ ...row(1), ...unseen }, { ...row(2), ...unseen })).toEqual(said)
  expect(warningsOf({ ...row(1, 'Not this one.'), ...unseen }, row(2))).toEqual([])
})

test('a change beyond the listed rows changes the hash', () => {
  expect(planOf(1000).hash).not.toBe(planOf(1001).hash)
})

test('the reviewed plan passes, any other does not, and without a review only blockers count', () => {
  const plan = planOf(2)
  expect(() => requirePlanned(plan, { hash: plan.hash })).not.toThrow()
  expect(() => requirePlanned(plan, { hash: planOf(3).hash })).toThrow(Conflict)
  expect(() => requirePlanned(plan, undefined)).not.toThrow()
})

test('the number must be typed where the plan asks for one', () => {
  const plan = planOf(3, 3)
  expect(() => requirePlanned(plan, { hash: plan.hash })).toThrow(Invalid)
  expect(() => requirePlanned(plan, { hash: plan.hash, typed: 2 })).toThrow(Invalid)
  expect(() => requirePlanned(plan, { hash: plan.hash, typed: 3 })).not.toThrow()
})
