import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'
import { isOwnOrigin } from './address.mjs'
import { fromElsewhere, maxActionBytes, tooLong } from './said.mjs'

const served = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** @typedef {{ status: number, sentence: string, headers?: Record<string, string> }} Refusal */

/**
 * Why a request goes no further than to our door: it is not what a client of HTTP sends, or a page of another origin sent
 * it. What the application does not meet it need not survive. `origin`: the one people reach us at, from LATCHKEY_URL.
 * @param {import('node:http').IncomingMessage} req
 * @param {string} origin
 * @returns {Refusal | undefined}
 */
export function refusalOf({ method = '', url = '', headers }, origin) {
  if (!url.startsWith('/') || headers.upgrade) return { status: 400, sentence: 'Bad request' }
  if (!served.has(method)) {
    const allow = [...served].join(', ')
    return { status: 405, sentence: `Latchkey answers ${allow}.`, headers: { allow } }
  }
  const [path = '', ...query] = url.split('?')
  if (!isReadable(path) || namesWhatAllObjectsHave(query.join('?')))
    return { status: 400, sentence: 'This address cannot be read.' }
  if (!isRouterState(headers['next-router-state-tree']))
    return { status: 400, sentence: 'The header Next-Router-State-Tree cannot be read.' }
  // The API knows no cookie, so no page can borrow anybody's rights there.
  if (safe.has(method) || path.startsWith('/api/')) return undefined
  if (headers.origin !== undefined && !isOwnOrigin(headers.origin, origin))
    return fromElsewhere(shortened(headers.origin), origin)
  if (isActionRequest({ method, headers }) && Number(headers['content-length']) > maxActionBytes)
    return tooLong
}

/**
 * Whether Next.js takes it for the call of a server action.
 * @param {{ method?: string | undefined, headers: import('node:http').IncomingHttpHeaders }} req
 */
export function isActionRequest({ method, headers }) {
  // As Next.js looks: whatever begins so, also what is no form then.
  const isForm = headers['content-type']?.toLowerCase().startsWith('multipart/form-data')
  return method === 'POST' && (headers['next-action'] !== undefined || isForm === true)
}

/** @param {string} path */
function isReadable(path) {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

/**
 * Of the page for addresses that lead nowhere, Next.js collects the query in an object that has these already, and fails.
 * @param {string} query
 */
function namesWhatAllObjectsHave(query) {
  return [...new URLSearchParams(query).keys()].some((name) => name in Object.prototype)
}

/** The browser's own view of the page it is at, as Next.js's router sends it. @param {string | string[] | undefined} header */
function isRouterState(header) {
  try {
    parseAndValidateFlightRouterState(header)
    return true
  } catch {
    return false
  }
}

/** @param {string} header */
function shortened(header) {
  return header.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 200)
}
