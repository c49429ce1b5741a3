import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { closeDatabase, openDatabase } from '@/db/client'
import { carryOut, databaseUrl, startPostgres } from '@/db/testing-server'
import { seedDirectory } from '@/lib/demo/seed'
import type { Context } from '@/lib/kernel/context'
import { localContext } from '@/lib/kernel/local-context'
import { measureActs } from './acts'
import { measureBesideJobs, measureBesideJobsEmbedded } from './beside-jobs'
import { measureReads } from './database'
import { measureDelegated } from './delegated'
import { measureGroups } from './groups'
import { measureOutages } from './outages'
import { measureParsers } from './parsers'
import { seedRights } from './rights'
import { timedDatabase } from './server-time'
import { quantile } from './statistics'
import { measureThroughput, type Rates } from './throughput'
import { measureTiming } from './timing'
import { measureWhy } from './why'

const usage = `npm run bench [-- --users 1000000] [--only reads,delegated,acts,groups,why,pages,beside-jobs, parsers, timing or outages]

Measures what is meant to be fast, on a PostgreSQL of its own with 1,000 and with a million made-up users.
Outages (only when asked for, half an hour) befall a server that 64 use at once, [--times 20] each.`

/** Their dates end here, so that filters by time find the same users on every day. */
const now = new Date('2026-11-01T00:00:00Z')
const folders = 1000

async function bench() {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { users: text, only: text, times: text, help: { type: 'boolean' } },
  })
  if (values.help) return console.log(usage)
  if (values.only === 'outages') return await measureOutages(Number(values.times ?? 20))
  if (values.only === 'parsers') return measureParsers()
  const many = Number(values.users ?? 1_000_000)
  const cluster = await startPostgres(['shared_buffers=512MB', 'work_mem=16MB', 'maintenance_work_mem=512MB'])
  try {
    if (values.only === 'timing') return await measureTiming(await makeDirectory(cluster.url, 'timing', 1000))
    const large = await makeDirectory(cluster.url, 'large', many)
    const wants = (part: string) => values.only === undefined || values.only.split(',').includes(part)
    if (wants('pages')) {
      const small = await makeDirectory(cluster.url, 'small', 1000)
      report(await measureThroughput('1,000 users', small), await measureThroughput(`${many} users`, large))
    }
    // After the pages, which are asked for by the administrator that bootstrapping makes: acts make one of their own.
    for (const [name, { title, measure }] of Object.entries(parts)) {
      if (wants(name)) await benchPart(large, title, measure)
    }
    if (wants('beside-jobs')) {
      await measureBesideJobsEmbedded(3000)
      await measureBesideJobs(large, 5000)
    }
    if (!values.only) measureParsers()
    if (!values.only) await measureTiming(await makeDirectory(cluster.url, 'timing', 1000))
  } finally {
    cluster.stop()
  }
}

async function makeDirectory(server: string, name: string, users: number): Promise<string> {
  await carryOut(server, `create database ${name}`)
  const url = databaseUrl(server, name)
  const started = Date.now()
  const { db } = await openDatabase({ DATABASE_URL: url, LATCHKEY_DATA_DIR: '' })
  await seedDirectory(db, { users, folders, now })
  await db.execute(sql`checkpoint`)
  await closeDatabase()
  console.log(`${users} users in ${folders} folders, made in ${((Date.now() - started) / 1000).toFixed(0)} s`)
  return url
}

type Measure = (ctx: Context, timeOf: ReturnType<typeof timedDatabase>['timeOf']) => Promise<void>

async function benchPart(url: string, title: string, measure: Measure): Promise<void> {
  console.log(`\n${title}`)
  const { db, timeOf, close } = timedDatabase(url)
  await measure(localContext(db, { type: 'operator' }, now), timeOf)
  await close()
}

const parts: Record<string, { title: string; measure: Measure }> = {
  reads: {
    title: 'Database time of the reads behind the users page, in milliseconds',
    async measure(ctx, timeOf) {
      const times = await measureReads(ctx, timeOf, 3)
      const p95 = quantile(
        times.map(({ elapsed }) => elapsed),
        0.95,
      )
      console.log(`p95 of all: ${p95.toFixed(1)} ms (target 5)`)
    },
  },
  delegated: {
    title: 'The users page of administrators over a folder, in milliseconds (target: 1.2 times at most)',
    measure: measureDelegated,
  },
  acts: { title: 'Acts on many users', measure: measureActs },
  groups: {
    title: 'Database time of reading groups and their members, in milliseconds',
    measure: measureGroups,
  },
  why: {
    title: 'Why somebody may do something, with 11,111 groups and 5,000 grants, in milliseconds',
    async measure(ctx, timeOf) {
      await seedRights(ctx.db)
      await measureWhy(ctx, timeOf)
    },
  },
}

function report(small: Rates, large: Rates): void {
  const ratio = (what: string, value: number, target: string) =>
    console.log(`${what.padEnd(48)} ${value.toFixed(2)} (target ${target})`)
  console.log()
  ratio('users page : empty signed-in page', large.page / large.emptyPage, '0.50')
  ratio('JSON list : empty JSON route', large.json / large.emptyJson, '0.50')
  ratio('JSON list : the same list of one user', large.json / large.lightJson, '0.50')
  ratio('users page, large : small directory', large.page / small.page, '0.77')
  ratio('users page, full : folder administrator', large.page / large.delegatedPage, '1.20 at most')
  ratio('JSON list, large : small directory', large.json / small.json, '0.77')
}

await bench()
