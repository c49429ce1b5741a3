import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from '../launcher/run.mjs'
import { Stop, sayWhile } from '../launcher/say.mjs'

const folders = (process.env.PATH ?? '').split(delimiter)

/** The browser for end-to-end tests: a system Chromium or Chrome, or the one that Playwright has downloaded. */
async function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const places = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
  const { chromium } = await import('@playwright/test')
  return [...places, chromium.executablePath()].find((path) => existsSync(path))
}

/** Makes sure that there is a browser and tells Playwright's configuration which. */
export async function ensureBrowser() {
  if (!(await findBrowser())) {
    const sentence = 'The end-to-end tests need Chromium or Chrome: install one and start again.'
    await installFromDebian('chromium', sentence)
  }
  process.env.LATCHKEY_TEST_BROWSER ??= await findBrowser()
}

/** PostgreSQL's server programs, which the tests start on their own; not needed when TEST_DATABASE_URL names a server. */
export async function ensurePostgres() {
  if (process.env.TEST_DATABASE_URL) return
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
    : []
  if ([...versions, ...folders].some((folder) => existsSync(join(folder, 'initdb')))) return
  const sentence =
    'The tests need PostgreSQL: install it, or set TEST_DATABASE_URL to an empty server, and start again.'
  await installFromDebian('postgresql', sentence)
}

/** nginx, behind which the tests run Latchkey, and what makes it a certificate. */
export async function ensureNginx() {
  const isThere = (/** @type {string} */ name) =>
    [...folders, '/usr/sbin'].some((folder) => existsSync(join(folder, name)))
  if (isThere('nginx') && isThere('openssl')) return
  const sentence = 'The end-to-end tests need nginx and openssl: install them and start again.'
  await installFromDebian('nginx', sentence)
  await installFromDebian('openssl', sentence)
}

/** @param {string} name @param {string} sentence what to tell where it cannot be installed */
async function installFromDebian(name, sentence) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Stop(sentence)
  const options = {
    cwd: '/',
    quiet: true,
    failure: sentence,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  await sayWhile(`Installing ${name} with apt-get`, async () => {
    await run('apt-get', ['update'], options)
    await run('apt-get', ['install', '--yes', '--no-install-recommends', name], options)
  })
}
