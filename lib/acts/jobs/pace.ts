/** How long a slice may hold what others wait for, in milliseconds. */
const budgetMs = 40

const first = 25
const fewest = 10
const most = 250

/** How many users the next slice of a job takes, by what the slices of its kind took before. */
export type Pace = {
  sizeFor: (kind: string) => number
  note: (kind: string, ms: number) => void
}

/** Halves the slices of a kind after one over its time, and doubles them after one that took less than half of it. */
export function makePace(): Pace {
  const sizes = new Map<string, number>()
  const sizeFor = (kind: string) => sizes.get(kind) ?? first
  return {
    sizeFor,
    note(kind, ms) {
      const size = sizeFor(kind)
      if (ms > budgetMs) sizes.set(kind, Math.max(fewest, Math.floor(size / 2)))
      else if (ms < budgetMs / 2) sizes.set(kind, Math.min(most, size * 2))
    },
  }
}
