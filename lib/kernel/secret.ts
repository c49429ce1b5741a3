import 'server-only'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { env } from './env'

let secret: string | undefined

/** The instance key: LATCHKEY_SECRET, or one generated on first use into the data directory, readable by its owner alone. */
export function instanceSecret(): string {
  secret ??= env().LATCHKEY_SECRET ?? generatedSecret(resolve(env().LATCHKEY_DATA_DIR))
  return secret
}

function generatedSecret(directory: string): string {
  const file = join(directory, 'secret')
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}
