import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
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
  const run = (program: string, args: string[]) => {
    const [command, prefix] = asPostgres
      ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', join(bin, program)]]
      : [join(bin, program), []]
    execFileSync(command, [...prefix, ...args], { stdio: ['ignore', 'ignore', 'inherit'], cwd: tmpdir() })
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
  const options = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
    ...settings,
  ]
  const flags = options.map((option) => `-c ${option}`).join(' ')
  run('pg_ctl', [
    '-D',
    directory,
    '-w',
    '-l',
    join(directory, 'log'),
    '-o',
    `-p ${port} -k ${directory} ${flags}`,
    'start',
  ])
  return {
    url: `postgres://latchkey@127.0.0.1:${port}/postgres`,
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
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  await admin`drop database if exists latchkey_template`
  await admin`create database latchkey_template`
  await admin.end()
  await openDatabase({ DATABASE_URL: databaseUrl(url, 'latchkey_template'), LATCHKEY_DATA_DIR: '' })
  await closeDatabase()
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
