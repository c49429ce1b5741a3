import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import autocannon from 'autocannon'
import { desc } from 'drizzle-orm'
import pg from 'pg'
import { folders, grants } from '../db/schema'
import { browserOptions } from '../e2e/browser'
import { startServer } from '../e2e/launch'
import { instanceSecret } from '../e2e/server'
import { openWorld } from '../e2e/world'
import { printRow } from './print'

const connections = 32
const seconds = 8
const token = 'the-api-token-of-the-benchmark-and-of-nothing-else'

export type Rates = Record<
  'page' | 'delegatedPage' | 'emptyPage' | 'json' | 'lightJson' | 'emptyJson' | 'query',
  number
>

/** Starts the production server on a database and asks it for pages and JSON as fast as it answers. Requests per second. */
export async function measureThroughput(label: string, databaseUrl: string): Promise<Rates> {
  const server = await startServer({
    DATABASE_URL: databaseUrl,
    LATCHKEY_SECRET: instanceSecret,
    LATCHKEY_BOOTSTRAP_USERNAME: 'bench-root',
    LATCHKEY_BOOTSTRAP_PASSWORD: 'plum orbit candle fifty',
    LATCHKEY_BOOTSTRAP_TOKEN: token,
  })
  const world = openWorld(databaseUrl)
  try {
    const person = await world.makeUser({ isAdministrator: true })
    const { name, value } = await world.makeSession(person)
    const cookie = { cookie: `${name}=${value}` }
    const bearer = { authorization: `Bearer ${token}` }
    const ask = (path: string, headers: Record<string, string>) => rate(server.origin + path, headers)
    // In turn with what each is compared to, so that a machine that slows down slows both.
    const emptyPage = await ask('/account', cookie)
    const page = await ask('/directory/users', cookie)
    const delegatedPage = await ask('/directory/users', await delegatedCookie(world))
    const emptyJson = await ask('/api/health', {})
    const json = await ask('/api/v3/core/users/?page_size=50', bearer)
    const lightJson = await ask('/api/v3/core/users/?page_size=1', bearer)
    const query = await queryRate(databaseUrl)
    await reportFirstLoad(server.origin, { name, value })
    const rates = { page, delegatedPage, emptyPage, json, lightJson, emptyJson, query }
    printRow([
      label,
      ...Object.entries(rates).map(([what, perSecond]) => `${what} ${perSecond.toFixed(0)}/s`),
    ])
    return rates
  } finally {
    await world.close()
    await server.end('SIGTERM')
  }
}

/** Somebody who may see and change the users of one folder in the middle. */
async function delegatedCookie(world: ReturnType<typeof openWorld>): Promise<{ cookie: string }> {
  const all = await world.db.select().from(folders).orderBy(desc(folders.totalUsers))
  const folder = all[Math.floor(all.length / 100) + 1]
  const person = await world.makeUser()
  await world.db.insert(grants).values({
    ...{ id: randomUUID(), userId: person.id, permission: 'users.update', scope: 'folder' },
    ...{ scopeFolderId: folder?.id ?? 1, createdAt: new Date(), createdBy: 'the benchmark' },
  })
  const { name, value } = await world.makeSession(person)
  return { cookie: `${name}=${value}` }
}

async function rate(url: string, headers: Record<string, string>): Promise<number> {
  await autocannon({ url, headers, connections: 4, duration: 2 })
  const result = await autocannon({ url, headers, connections, duration: seconds })
  if (result.non2xx > 0)
    throw new Error(`${url} answered ${result.non2xx} times with something other than 2xx`)
  return result.requests.average
}

/** The first page of the list through the driver alone: what the database could serve without us. */
async function queryRate(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  const until = Date.now() + seconds * 1000
  let answered = 0
  const ask = async () => {
    while (Date.now() < until) {
      await pool.query({
        name: 'page',
        text: `select u.id, u.username, u.name, u.email, f.path, u.type, u.deactivated_at, u.last_sign_in_at, u.created_at
        from users u join folders f on f.id = u.folder_id
        where u.facet = 3 order by u.username_key, u.id limit 51`,
      })
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, ask))
  await pool.end()
  return answered / seconds
}

/** The scripts a browser fetches for the users page until it is idle, compressed as a server in front of it would. */
async function reportFirstLoad(origin: string, cookie: { name: string; value: string }): Promise<void> {
  const browser = await chromium.launch(browserOptions)
  const context = await browser.newContext()
  await context.addCookies([{ ...cookie, url: origin }])
  const page = await context.newPage()
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body())
  })
  const answer = await page.goto(`${origin}/directory/users`, { waitUntil: 'networkidle' })
  const html = gzipSync((await answer?.body()) ?? '').length
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0)
  await browser.close()
  console.log(
    `users page: ${scripts.length} scripts, ${(bytes / 1000).toFixed(0)} kB of JavaScript compressed (target 200), ` +
      `${(html / 1000).toFixed(0)} kB of HTML compressed`,
  )
}
