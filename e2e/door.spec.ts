import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { carryOut, databaseUrl } from '../db/testing-server'
import { type Heard, send } from './door/raw'
import { type Door, written, wrongRequests } from './door/requests'
import { type Launched, startServer } from './launch'
import { instanceSecret } from './server'
import { openWorld } from './world'

type Manifest = { node: Record<string, { exportedName?: string }> }

const token = 'a-token-of-the-test-of-the-door-and-of-nothing-else'
let server: Launched
let world: ReturnType<typeof openWorld>

test.beforeAll(async () => {
  test.setTimeout(300_000)
  const shared = process.env.LATCHKEY_E2E_DATABASE_URL ?? ''
  const name = `door_${process.pid}`
  await carryOut(shared, `create database ${name}`)
  const url = databaseUrl(shared, name)
  server = await startServer({
    DATABASE_URL: url,
    LATCHKEY_SECRET: instanceSecret,
    LATCHKEY_BOOTSTRAP_USERNAME: 'ada',
    LATCHKEY_BOOTSTRAP_PASSWORD: 'correct horse battery staple',
    LATCHKEY_BOOTSTRAP_TOKEN: token,
  })
  world = openWorld(url)
})
test.afterAll(async () => {
  await world?.close()
  await server?.end('SIGKILL')
})

const link = 'a'.repeat(43)

/** One path of every kind that answers, asked by whoever gets furthest in there. */
async function doors(): Promise<Door[]> {
  const cookie = await world.makeSession(await world.makeUser({ isAdministrator: true }))
  const administrator = { cookie: `${cookie.name}=${cookie.value}` }
  const program = { authorization: `Bearer ${token}` }
  return [
    { path: '/sign-in', takes: 'bodies' },
    { path: '/directory/users' },
    { path: `/recovery/${link}` },
    { path: `/undo/${link}` },
    { path: '/api/ready' },
    { path: '/metrics' },
    { path: '/icon.svg' },
    { path: '/_next/static/chunks/a.js' },
    { path: '/_next/image' },
    { path: '/nothing-here', takes: 'bodies' },
    { path: '/account', headers: administrator, takes: 'bodies' },
    { path: '/directory/users/1', headers: administrator },
    { path: '/directory/users/search', headers: administrator },
    { path: '/directory/users/1/export', headers: administrator, takes: 'bodies' },
    { path: '/api/v3/core/users/', headers: program, takes: 'bodies' },
    { path: '/api/v3/core/users/1/set_password/', headers: program },
  ]
}

test('nothing that is sent to any door fails the server, is left without an answer, or leads to another host', async () => {
  test.setTimeout(600_000)
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
  const [action = ''] =
    Object.entries(manifest.node).find(([, { exportedName }]) => exportedName === 'signInAction') ?? []
  const all = (await doors()).flatMap((door) => wrongRequests(door, action))
  expect(all.length).toBeGreaterThan(2000)
  const port = Number(new URL(server.origin).port)
  const wrong: string[] = []
  const queue = all.values()
  const client = async () => {
    for (const asked of queue) {
      const fault = faultOf(await send(port, written(asked)))
      if (fault) wrong.push(`${asked.name}: ${fault}`)
    }
  }
  // No more at once, for the sake of the tests beside it.
  await Promise.all(Array.from({ length: 2 }, client))
  expect(wrong).toEqual([])
})

function faultOf({ status, headers }: Heard): string | undefined {
  if (status < 200 || status >= 500) return `answered ${status}`
  const leads = headers.get('location') ?? headers.get('x-action-redirect')
  const isHere = leads === undefined || new URL(leads, server.origin).origin === server.origin
  return isHere ? undefined : `leads to ${leads}`
}
