import { join } from 'node:path'
import { ensureBuilt } from '../launcher/prepare.mjs'
import { run } from '../launcher/run.mjs'
import { testFilesWith } from './files.mjs'
import { ensureBrowser, ensureNginx, ensurePostgres } from './machine.mjs'

/** @import { Options } from './options.mjs' */
/** @typedef {{ name: string, work: (root: string, options: Options) => Promise<unknown> }} Step */

/** @type {Step[]} */
export const fast = [
  { name: 'Format and lint', work: (root) => tool(root, 'biome', ['ci', '--error-on-warnings', '.']) },
  {
    name: 'Types',
    work: async (root) => {
      await tool(root, 'next', ['typegen'], true)
      await tool(root, 'tsc', ['--noEmit'])
    },
  },
  { name: 'Unused code', work: (root) => tool(root, 'knip', []) },
  {
    name: 'Unit and integration tests on PostgreSQL',
    work: async (root, { shard }) => {
      await ensurePostgres()
      await tool(root, 'vitest', ['run', ...shard])
    },
  },
]

/** @type {Step[]} */
export const endToEnd = [
  { name: 'Production build', work: ensureBuilt },
  {
    name: 'End-to-end tests',
    work: async (root, { shard, others }) => {
      await ensureBrowser()
      await ensurePostgres()
      await ensureNginx()
      await tool(root, 'playwright', ['test', ...shard, ...others])
    },
  },
]

/** @type {Step[]} */
export const everything = [
  ...fast,
  {
    name: 'Database tests on the embedded database',
    work: (root, { isAll, shard }) => {
      const env = { ...process.env, TEST_DATABASE: 'embedded' }
      const files = testFilesWith(root, isAll ? /testDatabase\(/ : /testDatabase\(\{ alsoEmbedded: true/)
      return tool(root, 'vitest', ['run', ...shard, ...files], false, env)
    },
  },
  ...endToEnd,
]

/** @param {string} root @param {string} name @param {string[]} args @param {boolean} [quiet] @param {NodeJS.ProcessEnv} [env] */
function tool(root, name, args, quiet = false, env = process.env) {
  const failure = `${name} found something to put right.`
  return run(join(root, 'node_modules', '.bin', name), args, { cwd: root, failure, quiet, env })
}
