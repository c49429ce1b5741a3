import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Pages anybody may open; every other one needs a session. */
export const open = new Set([
  ...['/sign-in', '/sign-in/new-password', '/setup'],
  ...['/recovery', '/recovery/requested', '/recovery/confirm', '/recovery/password'],
  ...['/undo/confirm', '/undo/done'],
])

/** Pages that need a session and nothing else. */
export const ofEveryone = new Set(['/', '/account'])

/** The address of every file of this name below app/, read off the folders, with the number of a user for a parameter. */
function addresses(file: string, folder = 'app'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return addresses(file, path)
    return entry.name === file ? [addressOf(folder)] : []
  })
}

function addressOf(folder: string): string {
  const segments = folder.split('/').slice(1)
  const shown = segments.filter((segment) => !segment.startsWith('('))
  return `/${shown.map((segment) => segment.replace(/^\[.*\]$/, '1')).join('/')}`
}

export const guardedPages = addresses('page.tsx').filter((address) => !open.has(address))

/** What answers a GET; the export of a user is asked for by POST. */
export const consoleLookups = addresses('route.ts').filter(
  (address) => /^\/(directory|jobs|settings)\//.test(address) && !address.endsWith('/export'),
)
