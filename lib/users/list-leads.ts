import 'server-only'
import type { SQL } from 'drizzle-orm'
import { isAnywhere, piecesOf, textWithout } from './list-conditions'
import type { Condition, SearchPlan } from './list-plans'

/** Microseconds of a database server: to look at a row, and to have an index name a user, or pass one over. */
const costs = { row: 1.4, text: 0.2, furtherText: 0.012, ordered: 0.13 }

/** A piece so many times more common than the rarest of its word is left out of what the index is asked. */
const tooCommon = 10

/** A condition, and how many users are expected to meet it; for a word of several pieces also each of these. */
export type Judged = Condition & { expected: number; expectedOfPieces: number[] }

/** The conditions by which matches are found at the least cost, supposing that none of them depends on another. */
export function planFor(judged: Judged[], everyone: number): SearchPlan {
  let leads: Judged[] = []
  for (const next of judged.toSorted((a, b) => a.expected - b.expected)) {
    const more = [...leads, next]
    if (leads.length === 0 || costOf(more, everyone) < costOf(leads, everyone)) leads = more
  }
  const leading = leads.map((lead) => ({ lead, asked: askedOf(lead) }))
  const whole = new Set(leading.filter(({ lead, asked }) => asked === lead.condition).map(({ lead }) => lead))
  return {
    leading: leading.map(({ asked }) => asked),
    others: judged.filter((one) => !whole.has(one)).map(({ condition }) => condition),
  }
}

/** Of several texts the index follows the rarest, and passes over what the others hold besides. `leads`: the rarest first. */
function costOf(leads: Judged[], everyone: number): number {
  const found = leads.reduce((left, { expected }) => left * (expected / everyone), everyone)
  const rarestText = leads.find(({ word }) => word)
  const asking = leads.map((lead) => {
    const { expected, word } = lead
    if (!word) return expected * costs.ordered
    return expected * (lead === rarestText ? costs.text : costs.furtherText)
  })
  return asking.reduce((sum, cost) => sum + cost, found * costs.row)
}

/** What an index is asked to find it. */
function askedOf({ condition, word, expectedOfPieces }: Judged): SQL {
  const pieces = word === undefined ? [] : piecesOf(word)
  const expected = (piece: string) => expectedOfPieces[pieces.indexOf(piece)] ?? 0
  const rarest = Math.min(...pieces.filter(isAnywhere).map(expected))
  const common = pieces.filter((piece) => expected(piece) > tooCommon * rarest)
  return word !== undefined && common.length > 0 ? textWithout(word, common) : condition
}
