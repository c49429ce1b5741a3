import { defineConfig, devices } from '@playwright/test'
import { browserOptions } from './e2e/browser'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/server.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['line'], ['html', { open: 'never' }]] : 'list',
  // They end what hangs, and leave alone what is slow on a busy machine.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL: process.env.LATCHKEY_E2E_URL ?? '',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // Drawing movements and recording a trace takes more of the processor than the tests themselves; `--trace on` records.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    launchOptions: browserOptions,
  },
})
