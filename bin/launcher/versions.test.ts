import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

const require = createRequire(import.meta.url)

function installed(name: string): number[] {
  const { version } = require(`${name}/package.json`) as { version: string }
  return version.split('.').map(Number)
}

/**
 * The first that mended all advisories of 2025-12 to 2026-05 by which a stranger's call of an action stalls the process:
 * CVE-2025-55182, 55184, 67779; CVE-2026-23864, 23869, 23870. Next.js brings the decoder, React its counterpart.
 */
test.each([
  ['next', [16, 2, 6]],
  ['react', [19, 2, 6]],
  ['react-dom', [19, 2, 6]],
])(
  '%s is at least the version %j, in which calls of actions that stall or take over a process were mended',
  (name, least) => {
    const version = installed(name)
    const differing = version.findIndex((part, at) => part !== least[at])
    expect((version[differing] ?? 0) >= (least[differing] ?? 0), `${name} ${version.join('.')}`).toBe(true)
  },
)
