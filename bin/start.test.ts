import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lockDataDirectory } from '../db/data-directory-lock.mjs'
import { unsupportedNode } from './launcher/install.mjs'

const root = mkdtempSync(join(tmpdir(), 'latchkey-start-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function start(variables: NodeJS.Dict<string>) {
  const { PATH = '' } = process.env
  const env: NodeJS.ProcessEnv = {
    PATH,
    NODE_ENV: 'production',
    LATCHKEY_DATA_DIR: join(root, 'data'),
    ...variables,
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/start.mjs'], { env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('wrong configuration stops the start with one sentence naming the variable', () => {
  const secret = 'x'.repeat(40)
  test.each([
    ['PORT', { PORT: 'eighty' }],
    ['LATCHKEY_URL', { LATCHKEY_URL: 'id.example.org' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db/latchkey', LATCHKEY_SECRET: secret }],
    ['LATCHKEY_SECRET', { DATABASE_URL: 'postgres://db/latchkey' }],
    ['LATCHKEY_SECRET', { LATCHKEY_SECRET: 'short' }],
    ['LATCHKEY_BOOTSTRAP_USERNAME', { LATCHKEY_BOOTSTRAP_PASSWORD: 'correct horse battery staple' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/8, proxy.local' }],
    ['LATCHKEY_DATA_DIR', { LATCHKEY_DATA_DIR: '/dev/null/latchkey' }],
    ['SMTP_CA_FILE', { SMTP_CA_FILE: '/dev/null/authority.pem' }],
    ['LATCHKEY_BOOTSTRAP_TOKEN', { LATCHKEY_BOOTSTRAP_TOKEN: 'short' }],
  ])('%s', (variable, variables) => {
    const { status, stdout, stderr } = start(variables)
    expect(status).toBe(1)
    expect(stderr).toMatch(new RegExp(`^${variable} [^\\n]+\\.\\n$`))
    expect(stdout).toBe('')
  })
})

test('a second start on one data directory is refused before it touches anything', async () => {
  const directory = join(root, 'taken')
  const lock = await lockDataDirectory(directory)
  const { status, stdout, stderr } = start({ LATCHKEY_DATA_DIR: directory })
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toBe(
    `The data directory ${directory} is in use by another Latchkey process (process id ${process.pid}).\n`,
  )
  expect(existsSync(join(directory, 'database'))).toBe(false)
  await lock.release()
})

test('a Node.js that is too old is named with the version that is needed', () => {
  expect(unsupportedNode('18.20.4')).toBe('Latchkey needs Node.js 20.19 or newer, and this is 18.20.4.')
  expect(unsupportedNode('20.18.3')).toContain('20.19')
  expect(unsupportedNode('20.19.0')).toBeUndefined()
  expect(unsupportedNode('24.1.0')).toBeUndefined()
})
