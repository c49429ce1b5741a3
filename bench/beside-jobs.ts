import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { gte } from 'drizzle-orm'
import { closeDatabase, openDatabase } from '@/db/client'
import { folders } from '@/db/schema'
import type { Db } from '@/db/types'
import { seedDirectory } from '@/lib/demo/seed'
import { browserOptions } from '../e2e/browser'
import { startServer } from '../e2e/launch'
import { instanceSecret } from '../e2e/server'
import { printRow } from './print'
import { median, quantile } from './statistics'
import { hiddenFields } from './timing'

const username = 'bench-jobs'
const password = 'plum orbit candle fifty'
const token = 'the-api-token-of-the-benchmark-and-of-nothing-else'
const aloneMs = 15_000
/** So long that what is measured is the wait for the job, and not that of the requests for each other. */
const betweenMs = 300

/** What others wait for who ask for something while a job runs, and what the one who starts it waits for. */
export async function measureBesideJobsEmbedded(count: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  try {
    const { db } = await openDatabase({ LATCHKEY_DATA_DIR: directory })
    await seedDirectory(db, { users: count * 2, folders: 60, now: new Date() })
    const folder = await folderWith(db, count)
    await closeDatabase()
    await measure('the embedded database', { LATCHKEY_DATA_DIR: directory }, folder)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The same in a directory on PostgreSQL. */
export async function measureBesideJobs(databaseUrl: string, count: number): Promise<void> {
  const { db } = await openDatabase({ DATABASE_URL: databaseUrl, LATCHKEY_DATA_DIR: '' })
  const folder = await folderWith(db, count)
  await closeDatabase()
  await measure('PostgreSQL', { DATABASE_URL: databaseUrl, LATCHKEY_SECRET: instanceSecret }, folder)
}

/** The smallest folder that holds so many. */
async function folderWith(db: Db, count: number): Promise<string> {
  const [folder] = await db
    .select({ path: folders.path })
    .from(folders)
    .where(gte(folders.totalUsers, count))
    .orderBy(folders.totalUsers)
    .limit(1)
  return folder?.path ?? ''
}

async function measure(database: string, variables: NodeJS.Dict<string>, folder: string): Promise<void> {
  const server = await startServer({
    ...variables,
    TRUSTED_PROXIES: '127.0.0.0/8, ::1',
    LATCHKEY_BOOTSTRAP_USERNAME: username,
    LATCHKEY_BOOTSTRAP_PASSWORD: password,
    LATCHKEY_BOOTSTRAP_TOKEN: token,
  })
  const browser = await chromium.launch(browserOptions)
  try {
    const context = await browser.newContext({ baseURL: server.origin })
    // What takes longer than it should is measured, and no end of the measurement.
    context.setDefaultTimeout(120_000)
    const page = await context.newPage()
    await signIn(page)
    const requests = await makeRequests(server.origin, page)
    for (const ask of Object.values(requests)) for (let n = 0; n < 5; n++) await ask()
    const alone = await sample(requests, pause(aloneMs))
    for (const act of ['Deactivate', 'Delete']) {
      await chooseAll(page, folder)
      const steps: string[] = []
      const beside = await sample(requests, doToAll(page, act, steps))
      console.log(`\n${act} on ${database}: ${steps.join(', ')}`)
      report(alone, beside)
    }
  } finally {
    await browser.close()
    await server.end('SIGTERM')
  }
}

type Requests = Record<string, () => Promise<void>>
type Times = Record<string, number[]>

async function makeRequests(origin: string, page: Page): Promise<Requests> {
  const cookies = await page.context().cookies()
  const cookie = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(origin + path, { redirect: 'manual', ...init })
    await answer.text()
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}`)
  }
  const [other] = (await (await fetch(`${origin}/api/v3/core/users/?page_size=1`, { headers })).json())
    .results
  const signInForm = await hiddenFields(`${origin}/sign-in`)
  let number = 0
  return {
    page: () => ask('/directory/users', { headers: cookie }),
    'API read': () => ask('/api/v3/core/users/?page_size=50', { headers }),
    'API write': () =>
      ask(`/api/v3/core/users/${other.pk}/`, {
        method: 'PATCH',
        headers,
        body: JSON.stringify({ name: `Somebody ${++number}` }),
      }),
    'sign-in': () => {
      const body = new FormData()
      for (const [name, value] of signInForm) body.set(name, value)
      body.set('identifier', username)
      body.set('password', password)
      number += 1
      const from = { 'x-forwarded-for': `10.0.${number >> 8}.${number & 255}`, origin }
      return ask('/sign-in', { method: 'POST', body, headers: from })
    },
  }
}

/** Asks for each of them again and again, all beside each other, until the work is done. */
async function sample(requests: Requests, work: Promise<unknown>): Promise<Times> {
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  const times: Times = {}
  const asking = Object.entries(requests).map(async ([kind, ask]) => {
    const own: number[] = []
    times[kind] = own
    while (!isDone) {
      const started = performance.now()
      // A server that stood still for seconds then drops the connections nobody used meanwhile: a wait all the same.
      await ask().catch((error) => {
        if (!(error instanceof TypeError)) throw error
      })
      own.push(performance.now() - started)
      await pause(betweenMs)
    }
  })
  await Promise.all([done, ...asking])
  return times
}

function report(alone: Times, beside: Times): void {
  printRow(['milliseconds', 'alone', '', '', 'beside it', '(p95: 200 at most)', '', 'requests'])
  printRow(['', 'p50', 'p95', 'max', 'p50', 'p95', 'max'])
  for (const [kind, times] of Object.entries(beside)) {
    const numbers = [alone[kind] ?? [], times].flatMap((each) => [
      median(each),
      quantile(each, 0.95),
      quantile(each, 1),
    ])
    printRow([kind, ...numbers.map((ms) => ms.toFixed(0)), String(times.length)])
  }
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Username or e-mail').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function chooseAll(page: Page, folder: string): Promise<void> {
  await page.goto(`/directory/users?folder=${encodeURIComponent(folder)}&size=20`)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await selection(page)
    .getByRole('button', { name: /^Select all [\d,]+ that match$/ })
    .click()
}

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' })

/** Reviews and starts it as an administrator would, waits for its end, and notes how long each step took. */
async function doToAll(page: Page, act: string, steps: string[]): Promise<void> {
  let last = performance.now()
  const note = (step: string) => {
    steps.push(`${step} ${(performance.now() - last).toFixed(0)} ms`)
    last = performance.now()
  }
  await selection(page).getByRole('button', { name: act, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('It runs in the background').waitFor()
  note('plan')
  const number = dialog.getByText(/^Type \d+ to confirm$/)
  if (await number.isVisible()) {
    const label = (await number.textContent()) ?? ''
    await dialog.getByLabel(label).fill(label.replaceAll(/\D/g, ''))
  }
  await dialog.locator('button[type=submit]').click()
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/)
  note('start')
  await page.getByText('Finished').waitFor({ timeout: 600_000 })
  note('work')
}
