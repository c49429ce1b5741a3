import { env } from './env'

/** The one builder of absolute URLs: from LATCHKEY_URL, never from a request header. */
export function absoluteUrl(path: string): string {
  return new URL(path, env().LATCHKEY_URL).href
}
