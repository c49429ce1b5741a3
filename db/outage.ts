import { performance } from 'node:perf_hooks'
import type { DatabaseAway } from './database-away'

/** How long requests wait for a database that has just gone, so that a restart may pass unseen. */
const hopeMs = 1500

/** Whether the database answers, and since when not. Says so in the log once when it goes and once when it returns. */
export class Outage {
  private heardAt = performance.now()
  private away: { error: DatabaseAway; since: number } | undefined

  heard(): void {
    this.heardAt = performance.now()
    if (!this.away) return
    const seconds = ((this.heardAt - this.away.since) / 1000).toFixed(1)
    this.away = undefined
    console.info(`The database answers again, after ${seconds} s.`)
  }

  /** `since` is when it was heard last, where that is known to be the beginning. */
  begin(error: DatabaseAway, since = performance.now()): void {
    if (!this.away) console.error(`The database does not answer: ${error.message}`)
    this.away = { error, since: this.away?.since ?? since }
  }

  get isOn(): boolean {
    return this.away !== undefined
  }

  get lastHeardAt(): number {
    return this.heardAt
  }

  get reason(): DatabaseAway | undefined {
    return this.away?.error
  }

  /** Why nobody should wait any more: it has been away too long for hope. */
  get hopeless(): DatabaseAway | undefined {
    return this.away && performance.now() - this.away.since > hopeMs ? this.away.error : undefined
  }
}
