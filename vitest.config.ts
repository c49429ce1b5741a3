import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { testFilesWith } from './bin/testing/files.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))

// What replaces a module, a variable or the clock does so for every file of its process.
const replacing = testFilesWith(root, /\bvi\.(mock|doMock|stub|spyOn|useFakeTimers)/)
const exclude = [
  ...configDefaults.exclude,
  // Races need several connections, which the embedded database does not have.
  ...(process.env.TEST_DATABASE === 'embedded' ? ['**/*.postgres.test.ts'] : []),
]

export default defineConfig({
  resolve: {
    alias: { '@': root.replace(/\/$/, ''), 'server-only': `${root}node_modules/server-only/empty.js` },
  },
  test: {
    // Files that share a process share its modules too: reading those anew took as long as the tests.
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          isolate: false,
          include: ['{app,bin,components,db,lib,testing,words}/**/*.test.{ts,tsx}', '*.test.ts'],
          exclude: [...exclude, ...replacing],
        },
      },
      { extends: true, test: { name: 'alone', include: replacing, exclude } },
    ],
    env: { LATCHKEY_SECRET: 'the instance key of the tests and of nothing else' },
    globalSetup: ['db/testing-server.ts'],
    // The default leaves one core to nobody; tests wait for the database more than they compute.
    maxWorkers: '100%',
    // They end what hangs, and leave alone what is slow on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
