import { hash } from '@node-rs/argon2'
import { inArray } from 'drizzle-orm'
import { users } from '@/db/schema'
import { startServer } from '../e2e/launch'
import { instanceSecret } from '../e2e/server'
import { openWorld, unique } from '../e2e/world'
import { printRow } from './print'
import { mannWhitney, median } from './statistics'

const pairs = 300
const password = 'plum orbit candle fifty'

/** Fills in a page's form as a browser without scripts does. */
type Form = { path: string; hidden: [string, string][]; fields: (name: string) => Record<string, string> }

/**
 * Whether a stranger can tell by the clock who has an account: the same form sent for somebody and for nobody, in pairs
 * and in an order left to chance, each from an address of its own so that no throttle is met.
 */
export async function measureTiming(databaseUrl: string): Promise<void> {
  const server = await startServer({
    DATABASE_URL: databaseUrl,
    LATCHKEY_SECRET: instanceSecret,
    TRUSTED_PROXIES: '127.0.0.0/8, ::1',
  })
  const world = openWorld(databaseUrl)
  try {
    const known = await makeAccounts(world)
    console.log(
      `\nAnswers for accounts that exist and for names nobody has, ${pairs} pairs each, in milliseconds`,
    )
    for (const [label, path, fields] of [
      ['sign-in', '/sign-in', (identifier: string) => ({ identifier, password: 'not this one' })],
      ['forgot password', '/recovery', (identifier: string) => ({ identifier })],
    ] as const) {
      const form = { path, hidden: await hiddenFields(server.origin + path), fields }
      for (const name of known.slice(pairs)) await timeOf(server.origin, form, name)
      const times = await timePairs(server.origin, form, known.slice(0, pairs))
      const p = mannWhitney(times.known, times.unknown)
      printRow([
        label,
        `known ${median(times.known).toFixed(1)}`,
        `unknown ${median(times.unknown).toFixed(1)}`,
        `p = ${p.toFixed(3)} (target > 0.01)`,
      ])
    }
  } finally {
    await world.close()
    await server.end('SIGTERM')
  }
}

const warmUps = 20

async function makeAccounts(world: ReturnType<typeof openWorld>): Promise<string[]> {
  const made = []
  for (let n = 0; n < pairs + warmUps; n++) {
    made.push(await world.makeUser({ email: `${unique('known')}@example.org` }))
  }
  const passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  await world.db
    .update(users)
    .set({ passwordHash })
    .where(
      inArray(
        users.id,
        made.map(({ id }) => id),
      ),
    )
  return made.map(({ username }) => username)
}

async function timePairs(origin: string, form: Form, names: string[]) {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  for (const name of names) {
    const pair: ['known' | 'unknown', string][] = [
      ['known', name],
      ['unknown', unique('user')],
    ]
    if (Math.random() < 0.5) pair.reverse()
    for (const [kind, identifier] of pair) times[kind].push(await timeOf(origin, form, identifier))
  }
  return times
}

let address = 0

async function timeOf(origin: string, { path, hidden, fields }: Form, identifier: string): Promise<number> {
  const body = new FormData()
  for (const [name, value] of [...hidden, ...Object.entries(fields(identifier))]) body.set(name, value)
  address += 1
  const headers = {
    'x-forwarded-for': `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`,
    origin,
  }
  const started = performance.now()
  const answer = await fetch(origin + path, { method: 'POST', body, headers, redirect: 'manual' })
  await answer.text()
  const elapsed = performance.now() - started
  if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}`)
  return elapsed
}

/** What a form of a page sends without being filled in. */
export async function hiddenFields(url: string): Promise<[string, string][]> {
  const page = await (await fetch(url)).text()
  const form = /<form[\s\S]*?<\/form>/.exec(page)?.[0] ?? ''
  const found = form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)
  return [...found].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  ])
}
