#!/usr/bin/env node
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DataDirectoryInUse, lockDataDirectory } from '../db/data-directory-lock.mjs'
import { checkConfiguration, embeddedDataDirectory, loadEnvironment } from './launcher/configuration.mjs'
import { unsupportedNode } from './launcher/install.mjs'
import { outliveReaders } from './launcher/output.mjs'
import { ensureBuilt, ensureInstalled } from './launcher/prepare.mjs'
import { Stop, say } from './launcher/say.mjs'
import { endOnSignals } from './launcher/signals.mjs'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const dev = process.argv.includes('--dev')

/** Everything from a fresh clone to a running server. The data directory is taken before anything is touched. */
async function start() {
  const unsupported = unsupportedNode(process.versions.node)
  if (unsupported) throw new Stop(unsupported)
  process.chdir(root)
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })

  const taken = await takeDataDirectory()
  await ensureInstalled(root)
  if (!taken) await takeDataDirectory()
  const { LATCHKEY_HOST, LATCHKEY_URL, PORT } = await checkConfiguration()
  if (!dev) await ensureBuilt(root)

  const { serve } = await import('./launcher/serve.mjs')
  const server = await serve({ root, dev, host: LATCHKEY_HOST, port: PORT, origin: LATCHKEY_URL })
  endOnSignals(server.stop)
  say(`\nLatchkey is running at ${LATCHKEY_URL} (stop it with Ctrl-C).`)
}

/** Says whether the environment could be read: on a fresh clone only after the packages are installed. */
async function takeDataDirectory() {
  if (!(await loadEnvironment(root, dev))) return false
  const directory = embeddedDataDirectory()
  if (!directory) return true
  await lockDataDirectory(directory).catch((error) => {
    if (error instanceof DataDirectoryInUse) throw error
    throw new Stop(`LATCHKEY_DATA_DIR ${directory} cannot be used: ${error.message}.`)
  })
  return true
}

outliveReaders()
start().catch((error) => {
  const expected = error instanceof Stop || error instanceof DataDirectoryInUse
  console.error(expected ? error.message : error)
  process.exit(1)
})
