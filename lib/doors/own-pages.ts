import 'server-only'
import { env } from '@/lib/kernel/env'

/**
 * Whether a page of ours sent this, as the browser says: `Sec-Fetch-Site`, or the `Origin` it gives with every POST. No
 * page can write either. What says neither was not sent by a browser of today, and is not believed.
 */
export function isSentByOwnPage(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = headers.get('origin')
  return origin === null ? site !== null : origin === env().LATCHKEY_URL
}

/** Whether a page of somebody else's sent this. Typed addresses, bookmarks and programs are nobody's page. */
export function isSentFromElsewhere(headers: Headers): boolean {
  return ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
}
