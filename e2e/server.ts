import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { carryOut, databaseUrl, freePort, startPostgres } from '../db/testing-server'

export const instanceSecret = 'the-secret-of-the-end-to-end-tests-and-of-nothing-else'

/** Starts the production server on a PostgreSQL of its own, as an operator would, and stops both afterwards. */
export default async function start() {
  const given = process.env.TEST_DATABASE_URL
  const cluster = given ? { url: given, stop: () => {} } : await startPostgres()
  const database = await makeDatabase(cluster.url)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const data = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'))
  const server = spawn(process.execPath, ['bin/start.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      LATCHKEY_URL: url,
      DATABASE_URL: database,
      LATCHKEY_DATA_DIR: data,
      LATCHKEY_SECRET: instanceSecret,
      LATCHKEY_BOOTSTRAP_USERNAME: 'root',
      LATCHKEY_BOOTSTRAP_PASSWORD: 'plum orbit candle fifty',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = once(server, 'exit')
  await untilReady(url, ended)
  Object.assign(process.env, { LATCHKEY_E2E_URL: url, LATCHKEY_E2E_DATABASE_URL: database })
  return async () => {
    server.kill('SIGTERM')
    await ended
    cluster.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function makeDatabase(cluster: string): Promise<string> {
  const name = `e2e_${process.pid}`
  await carryOut(cluster, `create database ${name}`)
  return databaseUrl(cluster, name)
}

async function untilReady(url: string, ended: Promise<unknown>) {
  let hasEnded = false
  ended.then(() => {
    hasEnded = true
  })
  for (let tries = 0; tries < 1200; tries++) {
    if (hasEnded) throw new Error('The server ended before it was ready.')
    const answer = await fetch(`${url}/api/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('The server was not ready within five minutes.')
}
