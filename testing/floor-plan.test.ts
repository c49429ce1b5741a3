import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-floor-plan-'))
const layers = ['kernel', 'audit', 'rights', 'limits', 'access', 'raising', 'users/list', 'acts']
const rooms = [...layers, 'users', 'why', 'doors']

type Complaint = { category: string; location: { path: string } }

/** What lint says of files with these imports, as if they stood in the checkout. */
function lint(planted: Record<string, string>): Complaint[] {
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', ...Object.keys(planted)]
  const run = () =>
    execFileSync(join(process.cwd(), 'node_modules/.bin/biome'), args, { cwd: directory, stdio: 'pipe' })
  try {
    return JSON.parse(run().toString()).diagnostics
  } catch (error) {
    return JSON.parse((error as { stdout: Buffer }).stdout.toString()).diagnostics
  }
}

const importing = (path: string) => `import { planted } from '${path}'\nexport const used = planted\n`

beforeAll(() => {
  const settings = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(directory, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }))
  for (const file of ['tsconfig.json', 'package.json'])
    writeFileSync(join(directory, file), readFileSync(file, 'utf8'))
  symlinkSync(join(process.cwd(), 'node_modules'), join(directory, 'node_modules'))
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('a room of lib imports what lies below it, and lint refuses what lies above it', () => {
  const planted: Record<string, string> = {}
  const wrong: string[] = []
  for (const [height, room] of rooms.entries()) {
    for (const [other, target] of rooms.entries()) {
      const path = `lib/${room}/planted-${other}.ts`
      planted[path] = importing(`@/lib/${target}/planted`)
      if (other > height) wrong.push(path)
    }
  }
  const refused = lint(planted)
    .filter(({ category }) => category === 'lint/style/noRestrictedImports')
    .map(({ location }) => location.path)
  expect(refused.toSorted()).toEqual(wrong.toSorted())
})

test('lint refuses a cycle of imports, test code in what runs, a way up by dots, and a catalogue that knows of the product', () => {
  const complaints = lint({
    'lib/users/one.ts': importing('./two'),
    'lib/users/two.ts': importing('./one'),
    'lib/users/three.ts': importing('@/testing/world'),
    'lib/users/four.ts': importing('../acts/act'),
    'lib/users/five.ts': importing('@/words/said'),
    'words/six.ts': importing('@/lib/kernel/errors'),
  })
  const found = complaints.map(({ category, location }) => `${location.path} ${category.split('/').at(-1)}`)
  expect(found.toSorted()).toEqual([
    'lib/users/four.ts noRestrictedImports',
    'lib/users/one.ts noImportCycles',
    'lib/users/three.ts noRestrictedImports',
    'lib/users/two.ts noImportCycles',
    'words/six.ts noRestrictedImports',
  ])
})

test('no two areas of lib import each other', () => {
  const imports = new Map<string, Set<string>>()
  for (const path of readdirSync('lib', { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(path) || path.endsWith('.test.ts')) continue
    const room = roomOf(path)
    const found = imports.get(room) ?? new Set()
    for (const [, target = ''] of readFileSync(join('lib', path), 'utf8').matchAll(/'@\/lib\/([^']+)'/g))
      if (roomOf(target) !== room) found.add(roomOf(target))
    imports.set(room, found)
  }
  expect(imports.size).toBeGreaterThan(20)
  const both = [...imports].flatMap(([room, others]) =>
    [...others].filter((other) => imports.get(other)?.has(room)).map((other) => `${room} and ${other}`),
  )
  expect(both).toEqual([])
})

test('components hold no address of the product: pages tell them', () => {
  const files = readdirSync('components', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .map((path) => join('components', path))
  expect(files.length).toBeGreaterThan(80)
  expect(files.filter((file) => /['"`]\/[a-z]/.test(readFileSync(file, 'utf8')))).toEqual([])
})

function roomOf(path: string): string {
  return path.startsWith('users/list/') ? 'users/list' : (path.split('/')[0] ?? '')
}
