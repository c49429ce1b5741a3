import { say } from './say.mjs'

const graceMs = 10_000
// Ctrl-C reaches us from the terminal and once more through npm: that is one wish, not two.
const sameWishMs = 500

/**
 * Ends the process cleanly on SIGINT and SIGTERM; asked a second time, it ends at once.
 * @param {(graceMs: number) => Promise<void>} stop
 */
export function endOnSignals(stop) {
  /** @type {number | undefined} */
  let askedAt
  const end = async () => {
    if (askedAt !== undefined) {
      if (Date.now() - askedAt > sameWishMs) process.exit(1)
      return
    }
    askedAt = Date.now()
    say(`\nStopping: running requests may finish (at most ${graceMs / 1000} s) …`)
    await stop(graceMs)
    await runClosers()
    say('Stopped.')
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

/** What the application asked to be done last (lib/doors/operator/closing.ts), latest first. */
async function runClosers() {
  const shared = /** @type {{ latchkeyClosers?: (() => Promise<void>)[] }} */ (globalThis)
  for (const close of shared.latchkeyClosers?.reverse() ?? []) await close()
}
