#!/usr/bin/env node
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureInstalled } from './launcher/prepare.mjs'
import { Stop } from './launcher/say.mjs'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

async function main() {
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  await ensureInstalled(root)
  await ensureBuilt(root)
}

main().catch((error) => {
  console.error(error instanceof Stop ? error.message : error)
  process.exit(1)
})
