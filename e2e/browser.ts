import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = process.env.LATCHKEY_TEST_BROWSER ?? systemBrowsers.find((path) => existsSync(path))

/** How Chromium is started: that of the system where there is one, and without traffic of its own. */
export const browserOptions: LaunchOptions = {
  ...(executablePath && { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
