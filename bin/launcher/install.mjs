import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'
import { sayWhile } from './say.mjs'

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, extraneous?: boolean, dev?: boolean }} Locked
 * @typedef {{ packages: Record<string, Locked> }} Lockfile
 */

/** Says in one sentence what is wrong with the Node.js that runs us, or nothing. @param {string} version */
export function unsupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return undefined
  return `Latchkey needs Node.js 20.19 or newer, and this is ${version}.`
}

/**
 * Whether node_modules holds every package of package-lock.json in its version; `npm ci` writes its own list last.
 * @param {string} root
 * @param {{ production: boolean }} options
 */
export function isInstalled(root, { production }) {
  const wanted = readLockfile(join(root, 'package-lock.json'))
  const present = readLockfile(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.extraneous) return true
    if (production && entry.dev) return true
    return present.packages[path]?.version === entry.version
  })
}

/** @param {string} path @returns {Lockfile | undefined} */
function readLockfile(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {string} root */
export async function install(root) {
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  await sayWhile('Installing packages (only when they changed)', () =>
    run(command, [...args, 'ci', ...flags], {
      cwd: root,
      quiet: true,
      failure: 'Installing the packages failed.',
    }),
  )
}
