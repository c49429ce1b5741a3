/** Ends the program: the message is one sentence for the operator, printed without a stack. */
export class Stop extends Error {}

/** @param {string} line */
export function say(line) {
  console.log(line)
}

/**
 * Says what is being done, then every ten seconds that it still is.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function sayWhile(title, work) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  say(`${title} …`)
  const ticker = setInterval(() => say(`  … ${seconds()} s`), 10_000)
  try {
    const result = await work()
    say(`  done in ${seconds()} s`)
    return result
  } finally {
    clearInterval(ticker)
  }
}
