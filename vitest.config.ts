import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: { '@': root.replace(/\/$/, ''), 'server-only': `${root}node_modules/server-only/empty.js` },
  },
  test: {
    include: ['{app,bin,components,db,lib}/**/*.test.{ts,tsx}', '*.test.ts'],
    // Races need several connections, which the embedded database does not have.
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.TEST_DATABASE === 'embedded' ? ['**/*.postgres.test.ts'] : []),
    ],
    env: { LATCHKEY_SECRET: 'the instance key of the tests and of nothing else' },
    globalSetup: ['db/testing-server.ts'],
    // The default leaves one core to nobody; tests wait for the database more than they compute.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
