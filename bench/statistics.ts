export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export const median = (values: number[]): number => quantile(values, 0.5)

/**
 * How likely it is that two samples differ as much as these do when they come from one distribution: Mann and Whitney's
 * U test, two-sided, by the normal approximation that holds from about twenty values on.
 */
export function mannWhitney(a: number[], b: number[]): number {
  const all = [...a.map((value) => ({ value, ofA: true })), ...b.map((value) => ({ value, ofA: false }))]
  all.sort((x, y) => x.value - y.value)
  let rankSum = 0
  let ties = 0
  for (let first = 0; first < all.length; ) {
    let next = first
    while (next < all.length && all[next]?.value === all[first]?.value) next += 1
    const equal = all.slice(first, next)
    // Equal values share the middle of their ranks.
    rankSum += equal.filter(({ ofA }) => ofA).length * ((first + 1 + next) / 2)
    ties += equal.length ** 3 - equal.length
    first = next
  }
  const n = all.length
  const u = rankSum - (a.length * (a.length + 1)) / 2
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)))
  const z = (u - (a.length * b.length) / 2) / Math.sqrt(variance)
  return 2 * (1 - normal(Math.abs(z)))
}

/** The share of a normal distribution below z, by Abramowitz and Stegun 26.2.17. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial
}
