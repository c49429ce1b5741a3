import fc from 'fast-check'

/** Whether this is `npm test -- --all`, which tries everything as often as it is worth. */
const isDeep = process.env.TEST_DEPTH === 'deep'

/**
 * How often a property is tried, or how many pages a crawl opens: all of `deep` with `--all`, a quarter of it otherwise,
 * and at least `least` where fewer would miss a kind of turn.
 */
export function runs(deep: number, least = 1): number {
  return isDeep ? deep : Math.min(deep, Math.max(least, Math.ceil(deep / 4)))
}

/** A number from 0 up to 1, each as likely as another: of fast-check's own doubles nearly all are next to nothing. */
export const fraction = fc.nat(999).map((thousandths) => thousandths / 1000)
