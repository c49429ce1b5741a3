import { rateLimits } from '@/db/schema'
import type { Db } from '@/db/types'
import type { Context } from '@/lib/kernel/context'
import type { Bucket, Limit } from '@/lib/limits/counters'
import { contextFor, testTime } from './world'

/** A visitor so many milliseconds after the time of the tests. */
export function visitorAfter(db: Db, ms = 0): Context {
  return contextFor(db, { type: 'visitor' }, new Date(testTime.getTime() + ms))
}

export const bucket = (limit: Limit, key: string): Bucket => ({ limit, key })

/** What every counter stands at, by the key it is kept under: its points and how many are held. */
export async function standing(db: Db): Promise<Record<string, [points: number, held: number]>> {
  const rows = await db.select().from(rateLimits).orderBy(rateLimits.key)
  return Object.fromEntries(rows.map(({ key, points, held }) => [key, [points, held]]))
}
