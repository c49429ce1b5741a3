import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from './say.mjs'

/**
 * Reads `.env` files the way Next.js does. Says whether it could: its reader comes with the packages.
 * @param {string} root
 * @param {boolean} dev
 */
export async function loadEnvironment(root, dev) {
  if (!existsSync(join(root, 'node_modules', '@next', 'env', 'package.json'))) return false
  const { default: reader } = await import('@next/env')
  reader.loadEnvConfig(root, dev, { info() {}, error: console.error })
  return true
}

/** Where the embedded database lives; nothing when PostgreSQL is used. */
export function embeddedDataDirectory() {
  return process.env.DATABASE_URL ? undefined : process.env.LATCHKEY_DATA_DIR || '.latchkey'
}

/**
 * Checks the whole configuration before anything slow is begun.
 * @returns {Promise<import('@/lib/kernel/env').Env>}
 */
export async function checkConfiguration() {
  const { register } = await import('tsx/esm/api')
  const typescript = register({ namespace: 'configuration' })
  try {
    const { parseEnv } = await typescript.import('@/lib/kernel/env.ts', import.meta.url)
    return parseEnv(process.env)
  } catch (error) {
    throw error instanceof Error && error.name === 'EnvError' ? new Stop(error.message) : error
  } finally {
    await typescript.unregister()
  }
}
