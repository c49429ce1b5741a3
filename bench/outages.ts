import { closeDatabase, openDatabase } from '@/db/client'
import { serving } from '@/db/patience'
import { type Endurance, endure, mishaps } from '@/db/testing-outages'
import { startPostgres } from '@/db/testing-server'
import { printRow } from './print'

const loops = 64
const watchMs = 6000
const outageMs: Record<string, number> = { 'a long outage': 45_000 }

/** What befalls a PostgreSQL while 64 read and write without pause, each so many times; every answer counts. */
export async function measureOutages(times: number): Promise<void> {
  const cluster = await startPostgres(['synchronous_commit=on'])
  let uncaught = 0
  process.on('uncaughtException', () => (uncaught += 1))
  process.on('unhandledRejection', () => (uncaught += 1))
  try {
    const { db } = await openDatabase({ DATABASE_URL: cluster.url, LATCHKEY_DATA_DIR: '' }, serving)
    printRow([
      'mishap',
      'times',
      'answered',
      'refused',
      'longest ms',
      'healed ms',
      'unexpected',
      'lost',
      'belied',
      'unknown',
    ])
    for (const [name, mishap] of Object.entries(mishaps)) {
      const all: Endurance[] = []
      for (let time = 0; time < times; time++)
        all.push(await endure(db, loops, () => mishap(cluster, outageMs[name] ?? 8000), watchMs))
      const sum = (of: (e: (typeof all)[number]) => number) =>
        String(Math.round(all.reduce((n, e) => n + of(e), 0)))
      const most = (of: (e: (typeof all)[number]) => number) => String(Math.round(Math.max(...all.map(of))))
      printRow([
        name,
        String(times),
        ...[sum((e) => e.answered), sum((e) => e.refused), most((e) => e.longestMs), most((e) => e.healedMs)],
        ...[sum((e) => e.unexpected.length), sum((e) => e.lost), sum((e) => e.belied), sum((e) => e.unknown)],
      ])
      for (const error of all.flatMap(({ unexpected }) => unexpected).slice(0, 3)) console.log(error)
    }
    console.log(`uncaught exceptions: ${uncaught} (target 0)`)
  } finally {
    await closeDatabase()
    cluster.stop()
  }
}
