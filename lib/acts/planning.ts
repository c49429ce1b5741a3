import 'server-only'
import { createHash } from 'node:crypto'
import type { Ending } from '@/lib/access/endings'
import { Conflict, Invalid } from '@/lib/kernel/errors'
import type { Plan, PlanRow, Review } from './plan'

/** How many rows a plan lists. The others are counted. */
export const listedRows = 100

type Findings = {
  rows: PlanRow[]
  warnings: string[]
  /** What stands against all of it, beside what the rows say. */
  blockers?: string[]
  /** The number to be typed, if any, by those to whom it would be done. */
  typed?: (possible: PlanRow[]) => number | undefined
}

/** Makes a plan of everything found. What is counted leaves out the blocked; its hash covers every row, listed or not. */
export function makePlan({
  rows,
  warnings,
  blockers = [],
  typed: typedFor = () => undefined,
}: Findings): Plan {
  const blocked = rows.filter(isBlocked).map((row) => ({ ...row, ends: [] }))
  const possible = rows.filter((row) => !isBlocked(row))
  const typed = typedFor(possible)
  return {
    // What stands in the way is never cut off.
    rows: [...blocked, ...possible].slice(0, listedRows),
    count: possible.length,
    blocked: blocked.length,
    ends: sumOfEndings(possible),
    warnings: [...warnings, ...unseenWarnings(possible.some(({ endsUnseen }) => endsUnseen))],
    blockers: [...blockers, ...blockedRows(rows)],
    ...(typed !== undefined && { typed }),
    hash: hashOf([blocked, possible, warnings, blockers]),
  }
}

/** Said where more ends than the actor may know of. */
export function unseenWarnings(endsUnseen: boolean): string[] {
  return endsUnseen ? ['More ends with it than you can see.'] : []
}

/**
 * Makes a plan of more than is listed. Its hash covers to how many it would be done and no more: among so many somebody always
 * signs in or out. Nothing blocks it as a whole: who is blocked is passed over when their turn comes.
 */
export function makeLargePlan({
  rows,
  count,
  blocked,
  ends,
  warnings,
  typed,
}: Pick<Plan, 'rows' | 'count' | 'blocked' | 'ends' | 'warnings'> & { typed: number | undefined }): Plan {
  return {
    rows,
    count,
    blocked,
    ends,
    warnings,
    blockers: [],
    ...(typed !== undefined && { typed }),
    hash: hashOf(count),
  }
}

function hashOf(what: unknown): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url')
}

function isBlocked({ blocker }: PlanRow): boolean {
  return blocker !== undefined
}

function blockedRows(rows: PlanRow[]): string[] {
  return [...new Set(rows.map(({ blocker }) => blocker))].filter((blocker) => blocker !== undefined)
}

function sumOfEndings(rows: PlanRow[]): Ending[] {
  const sums = new Map<string, number>()
  for (const { ends } of rows)
    for (const { kind, count } of ends) sums.set(kind, (sums.get(kind) ?? 0) + count)
  return [...sums].map(([kind, count]) => ({ kind, count }))
}

/**
 * Throws Conflict holding the plan when something blocks it or when it is not the one that was reviewed, and Invalid on
 * `typed` when the number it asks for was not typed. Call it inside the transaction, with the plan made from locked rows.
 */
export function requirePlanned(plan: Plan, review: Review | undefined): void {
  if (plan.blockers.length > 0) throw new Conflict(plan.blockers.join(' '), plan)
  if (!review) return
  if (review.hash !== plan.hash) {
    throw new Conflict(
      'Things have changed since you looked. Nothing was done; review the change again.',
      plan,
    )
  }
  if (plan.typed !== undefined && plan.typed !== review.typed)
    throw new Invalid({ typed: [`Type ${plan.typed} to confirm.`] })
}
