import 'server-only'
import type { SQL } from 'drizzle-orm'
import { isListedWord, listedWords, textWithout } from './conditions'
import type { Condition, SearchPlan } from './plans'
import { usersWithWords } from './words'

/**
 * Microseconds of a database server: to look at a row, alone or among many, to have an index name a user, or pass one
 * over, to go through the users of a word for a text that says more, and to read an entry of the list of words.
 */
const costs = {
  row: 1.4,
  loneRow: 6,
  text: 0.2,
  furtherText: 0.012,
  ordered: 0.13,
  compound: 1,
  entry: 0.3,
}

/** A word so many times more common than the rarest of its text. */
const tooCommon = 10

/** A condition, and how many users are expected to meet it; for a text also each word in it, rather too many than too few. */
export type Judged = Condition & { expected: number; expectedOfParts: number[] }

/** The conditions by which matches are found at the least cost, supposing that none of them depends on another. */
export function planFor(judged: Judged[], everyone: number): SearchPlan {
  let leads: Judged[] = []
  for (const next of judged.toSorted((a, b) => a.expected - b.expected)) {
    const more = [...leads, next]
    if (leads.length === 0 || costOf(more, everyone) < costOf(leads, everyone)) leads = more
  }
  const conditions = (some: Judged[]) => some.map(({ condition }) => condition)
  const words = rareWords(judged, everyone)
  if (costOfWords(words, everyone) < costOf(leads, everyone)) {
    return { table: usersWithWords(words.map(({ part }) => part)), leading: [], others: conditions(judged) }
  }
  const leading = leads.map((lead) => ({ lead, asked: askedOf(lead) }))
  const whole = new Set(leading.filter(({ lead, asked }) => asked === lead.condition).map(({ lead }) => lead))
  return {
    leading: leading.map(({ asked }) => asked),
    others: conditions(judged.filter((one) => !whole.has(one))),
  }
}

/** What the index of trigrams is asked: not about words of the text that are common besides others of it. */
function askedOf({ condition, word = '', expectedOfParts }: Judged): SQL {
  const rarest = Math.min(...expectedOfParts)
  const common = listedWords(word).filter((_, index) => (expectedOfParts[index] ?? 0) > tooCommon * rarest)
  return common.length > 0 ? textWithout(word, common) : condition
}

/** Of several texts the index follows the rarest, and passes over what the others hold besides. `leads`: the rarest first. */
function costOf(leads: Judged[], everyone: number): number {
  const found = foundByAll(leads, everyone)
  const rarestText = leads.find(({ word }) => word)
  const asking = leads.map((lead) => {
    const { expected, word } = lead
    if (!word) return expected * costs.ordered
    const putTogether = isListedWord(word) ? 0 : Math.min(everyone, ...lead.expectedOfParts) * costs.compound
    return putTogether + expected * (lead === rarestText ? costs.text : costs.furtherText)
  })
  return asking.reduce((sum, cost) => sum + cost, found * costs.row)
}

type Word = { part: string; expected: number }

/** The words in all texts, as many of the rarest as make the search cheaper. */
function rareWords(judged: Judged[], everyone: number): Word[] {
  const words = judged.flatMap(({ word, expectedOfParts }) =>
    listedWords(word ?? '').map((part, index) => ({ part, expected: expectedOfParts[index] ?? everyone })),
  )
  let rare: Word[] = []
  for (const next of words.sort((a, b) => a.expected - b.expected)) {
    const more = [...rare, next]
    if (costOfWords(more, everyone) < costOfWords(rare, everyone)) rare = more
  }
  return rare
}

function costOfWords(words: Word[], everyone: number): number {
  if (words.length === 0) return Number.POSITIVE_INFINITY
  const entries = words.reduce((sum, { expected }) => sum + expected, 0)
  return entries * costs.entry + foundByAll(words, everyone) * costs.loneRow
}

function foundByAll(conditions: { expected: number }[], everyone: number): number {
  return conditions.reduce((left, { expected }) => left * (expected / everyone), everyone)
}
