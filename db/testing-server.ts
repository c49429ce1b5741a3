import { execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { closeDatabase, openDatabase } from './client'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string | null
    embeddedTemplate: string | null
  }
}

/** Starts a throw-away PostgreSQL for the tests, or uses TEST_DATABASE_URL. TEST_DATABASE=embedded needs none. */
export default async function setup(project: TestProject) {
  if (process.env.TEST_DATABASE === 'embedded') return provideEmbedded(project)
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: () => {} } : await startPostgres()
  await makeTemplate(server.url)
  project.provide('databaseServer', server.url)
  project.provide('embeddedTemplate', null)
  return () => server.stop()
}

/** One migrated data directory, which each test file copies: making one anew takes seconds. */
async function provideEmbedded(project: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-template-'))
  await openDatabase({ LATCHKEY_DATA_DIR: directory })
  await closeDatabase()
  project.provide('databaseServer', null)
  project.provide('embeddedTemplate', directory)
  return () => rmSync(directory, { recursive: true, force: true })
}

/** A fresh cluster in a temporary folder, tuned for speed over durability. */
export async function startPostgres(settings: string[] = []) {
  const bin = findPostgres()
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'))
  const asPostgres = process.getuid?.() === 0
  const [command, ...prefix] = asPostgres
    ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups']
    : ['env']
  const options = { stdio: ['ignore', 'ignore', 'inherit'], cwd: tmpdir() } satisfies SpawnOptions
  const run = (program: string, args: string[]) => {
    execFileSync(command, [...prefix, join(bin, program), ...args], options)
  }
  if (asPostgres) execFileSync('chown', ['postgres:postgres', directory])
  run('initdb', [
    '-D',
    directory,
    '-U',
    'latchkey',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  const port = await freePort()
  const tuning = [
    `port=${port}`,
    `unix_socket_directories='${directory}'`,
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
    ...settings,
  ]
  // In its own file, so that it is the same when it starts again.
  appendFileSync(join(directory, 'postgresql.conf'), tuning.map((setting) => `${setting}\n`).join(''))
  run('pg_ctl', ['-D', directory, '-w', '-l', join(directory, 'log'), 'start'])
  return {
    url: `postgres://latchkey@127.0.0.1:${port}/postgres`,
    directory,
    /** Asks pg_ctl for something, such as 'restart', and waits until it is done, while this process goes on. */
    async control(...args: string[]) {
      const log = join(directory, 'log')
      const controlling = spawn(
        command,
        [...prefix, join(bin, 'pg_ctl'), '-D', directory, '-w', '-l', log, ...args],
        options,
      )
      await once(controlling, 'exit')
    },
    stop() {
      run('pg_ctl', ['-D', directory, '-w', '-m', 'immediate', 'stop'])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function findPostgres(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((v) => join(debian, v, 'bin')), ...(process.env.PATH ?? '').split(':')]
  const found = folders.find((folder) =>
    ['initdb', 'pg_ctl', 'postgres'].every((p) => existsSync(join(folder, p))),
  )
  if (!found)
    throw new Error('The tests need PostgreSQL: install it, or set TEST_DATABASE_URL to an empty server.')
  return found
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

async function makeTemplate(url: string) {
  await carryOut(url, 'drop database if exists latchkey_template')
  await carryOut(url, 'create database latchkey_template')
  await openDatabase({ DATABASE_URL: databaseUrl(url, 'latchkey_template'), LATCHKEY_DATA_DIR: '' })
  await closeDatabase()
}

/** Carries out one statement of an administrator, on a connection of its own. */
export async function carryOut(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
