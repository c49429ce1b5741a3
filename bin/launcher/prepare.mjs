import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DataDirectoryInUse, lockDataDirectory } from '../../db/data-directory-lock.mjs'
import { build, isBuilt } from './build.mjs'
import { install, isInstalled } from './install.mjs'
import { Stop } from './say.mjs'

/** Installs the packages when node_modules does not match package-lock.json. @param {string} root */
export async function ensureInstalled(root) {
  // A finished build runs without the packages that made it, as in the container image.
  const missing = () => !isInstalled(root, { production: isBuilt(root) })
  if (missing()) await alone(root, async () => missing() && install(root))
}

/** Builds when the sources changed since the last build. @param {string} root */
export async function ensureBuilt(root) {
  if (!isBuilt(root)) await alone(root, async () => isBuilt(root) || build(root))
}

/** Two starts never install or build in one working copy at a time. @param {string} root @param {() => Promise<unknown>} work */
async function alone(root, work) {
  mkdirSync(join(root, '.next', 'cache'), { recursive: true })
  const lock = await lockDataDirectory(join(root, '.next', 'cache', 'preparing')).catch((error) => {
    if (!(error instanceof DataDirectoryInUse)) throw error
    throw new Stop(
      `Another start (process id ${error.pid}) is installing or building in ${root}; start again when it is done.`,
    )
  })
  try {
    await work()
  } finally {
    await lock.release()
  }
}
