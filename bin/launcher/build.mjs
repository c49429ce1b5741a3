import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'
import { sayWhile } from './say.mjs'

const inputs = [
  ...['app', 'components', 'db', 'lib', 'public', 'words'],
  ...['instrumentation.ts', 'instrumentation-client.ts', 'proxy.ts', 'next.config.mjs', 'postcss.config.mjs'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
]

/** Whether `.next` holds a finished build of the sources as they are. @param {string} root */
export function isBuilt(root) {
  return readIfThere(stampPath(root)) === hashSources(root) && existsSync(join(root, '.next', 'BUILD_ID'))
}

/** @param {string} root */
export async function build(root) {
  const hash = hashSources(root)
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  await sayWhile('Building the application (only when its sources changed)', () =>
    run(process.execPath, [next, 'build'], { cwd: root, quiet: true, failure: 'The build failed.' }),
  )
  writeFileSync(stampPath(root), hash)
}

/** @param {string} root */
const stampPath = (root) => join(root, '.next', 'latchkey-sources')

/** @param {string} root */
function hashSources(root) {
  const hash = createHash('sha256')
  for (const path of inputs.flatMap((input) => listFiles(root, input))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} root @param {string} path @returns {string[]} */
function listFiles(root, path) {
  if (!existsSync(join(root, path)) || /\.test\.tsx?$/.test(path)) return []
  try {
    const names = readdirSync(join(root, path)).sort()
    return names.flatMap((name) => listFiles(root, `${path}/${name}`))
  } catch {
    return [path]
  }
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
