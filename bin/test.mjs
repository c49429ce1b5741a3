#!/usr/bin/env node
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstalled, unsupportedNode } from './launcher/install.mjs'
import { Stop, say } from './launcher/say.mjs'
import { readOptions } from './testing/options.mjs'
import { endToEnd, everything, fast } from './testing/steps.mjs'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const groups = new Map([
  ['all', everything],
  ['verify', fast],
  ['e2e', endToEnd],
])

/** Runs the steps of a group one after the other and stops at the first that fails, by its name. @param {string[]} args */
async function test(args) {
  const options = readOptions(args)
  const unsupported = unsupportedNode(process.versions.node)
  if (unsupported) throw new Stop(unsupported)
  const steps = groups.get(options.group)
  if (!steps) throw new Stop(`Which tests? One of: ${[...groups.keys()].join(', ')}.`)
  process.chdir(root)
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  if (options.isAll) process.env.TEST_DEPTH = 'deep'
  if (!isInstalled(root, { production: false })) await install(root)

  const started = Date.now()
  for (const { name, work } of steps) {
    say(`\n── ${name} ──`)
    await work(root, options).catch((error) => {
      throw error instanceof Stop ? new Stop(`\nFAILED: ${name}. ${error.message}`) : error
    })
  }
  say(`\nEverything passed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

test(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Stop ? error.message : error)
  process.exit(1)
})
