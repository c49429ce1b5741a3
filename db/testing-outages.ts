import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { DatabaseAway } from './database-away'
import { carryOut, type startPostgres } from './testing-server'
import type { Db } from './types'

type Cluster = Awaited<ReturnType<typeof startPostgres>>

/** What befalls a server. Each ends when the server is there again. */
export const mishaps: Record<string, (cluster: Cluster, outageMs: number) => Promise<void>> = {
  'a fast restart': (cluster) => cluster.control('-m', 'fast', 'restart'),
  'an immediate restart': (cluster) => cluster.control('-m', 'immediate', 'restart'),
  'the end of all its sessions': (cluster) =>
    carryOut(
      cluster.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
    ),
  async 'a long outage'(cluster, outageMs) {
    await cluster.control('-m', 'immediate', 'stop')
    await delay(outageMs)
    await cluster.control('start')
  },
  async 'a pause of all its processes'(cluster, outageMs) {
    const processes = processesOf(cluster)
    for (const id of processes) process.kill(id, 'SIGSTOP')
    await delay(outageMs)
    for (const id of processes) process.kill(id, 'SIGCONT')
  },
}

/** The postmaster first, then its children. */
function processesOf({ directory }: Cluster): number[] {
  const postmaster = Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[0])
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
  return [postmaster, ...children.map(Number)]
}

export type Endurance = {
  answered: number
  refused: number
  /** The longest that anything waited for its answer, and how long after the server's return the last was refused. */
  longestMs: number
  healedMs: number
  unexpected: unknown[]
  /** Acknowledged and not there; said for certain not to be done and there. */
  lost: number
  belied: number
  unknown: number
}

/** Has many read and write without pause while something befalls the server, and looks afterwards what became of it. */
export async function endure(
  db: Db,
  loops: number,
  mishap: () => Promise<void>,
  watchMs: number,
): Promise<Endurance> {
  await db.execute(sql`create table if not exists endured (id uuid primary key)`)
  const acknowledged = new Set<string>()
  const denied = new Set<string>()
  const found: Endurance = {
    ...{ answered: 0, refused: 0, longestMs: 0, healedMs: 0, unexpected: [], lost: 0, belied: 0, unknown: 0 },
  }
  let isOver = false
  let lastRefusalAt = 0
  const attempt = async (id: string, work: () => Promise<unknown>, isWrite: boolean) => {
    const began = performance.now()
    try {
      await work()
      found.answered += 1
      if (isWrite) acknowledged.add(id)
    } catch (error) {
      const away = awayIn(error)
      found.refused += 1
      lastRefusalAt = performance.now()
      if (!away) found.unexpected.push(error)
      else if (isWrite && away.isOutcomeUnknown) found.unknown += 1
      else if (isWrite) denied.add(id)
      await delay(5)
    }
    found.longestMs = Math.max(found.longestMs, performance.now() - began)
  }
  const loop = async (index: number) => {
    for (let round = index; !isOver; round++) {
      const id = randomUUID()
      if (round % 3 === 0)
        await attempt(id, () => db.execute(sql`select count(*) from endured where id < ${id}`), false)
      else if (round % 3 === 1)
        await attempt(id, () => db.execute(sql`insert into endured values (${id})`), true)
      else await attempt(id, () => db.transaction((tx) => insertTwice(tx, id)), true)
    }
  }
  const working = Promise.all(Array.from({ length: loops }, (_, index) => loop(index)))
  await delay(200)
  await mishap()
  const returnedAt = performance.now()
  await delay(watchMs)
  isOver = true
  await working
  found.healedMs = Math.max(0, lastRefusalAt - returnedAt)
  const { rows } = (await db.execute(sql`select id from endured`)) as unknown as { rows: { id: string }[] }
  const there = new Set(rows.map(({ id }) => id))
  found.lost = [...acknowledged].filter((id) => !there.has(id)).length
  found.belied = [...denied].filter((id) => there.has(id)).length
  await db.execute(sql`truncate endured`)
  return found
}

async function insertTwice(tx: Db, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${1})`)
  await tx.execute(sql`insert into endured values (${id})`)
}

/** The error that says the database was away, in whatever it is wrapped. */
function awayIn(error: unknown): DatabaseAway | undefined {
  if (error instanceof DatabaseAway) return error
  return error instanceof Error && error.cause ? awayIn(error.cause) : undefined
}
