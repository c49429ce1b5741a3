import { randomBytes } from 'node:crypto'

// Next.js asks itself for the page that an action leads to, with the headers of who asked; by this one we know it is us.
const innerHeader = 'x-latchkey-inner'
const inner = randomBytes(32).toString('base64url')

const borrowed = ['forwarded', 'x-forwarded-port', 'x-real-ip']

/** How headers begin that proxies, load balancers and content networks add, and nobody who asks us directly. */
const passedOn = [
  ...['forwarded', 'via', 'cdn-loop', 'x-forwarded', 'x-real-ip', 'x-request-id', 'x-correlation-id'],
  ...['client-ip', 'true-client-ip', 'x-client-ip', 'x-cluster-client-ip', 'do-connecting-ip'],
  ...['x-original-', 'x-remote-', 'x-scheme', 'x-url-scheme', 'front-end-https', 'x-cloud-trace-context'],
  ...['proxy-', 'x-proxy', 'wl-proxy-', 'x-nginx', 'x-haproxy', 'x-varnish', 'x-envoy-', 'x-arr-', 'x-amz'],
  ...['cf-', 'cloudfront-', 'fastly-', 'fly-', 'akamai-', 'x-akamai-', 'incap-', 'x-sucuri-'],
  ...['x-azure-', 'x-appengine-', 'x-vercel-'],
]

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
const ownHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

/**
 * Whether a page of this origin is one of ours, `origin` being LATCHKEY_URL. The names this machine has for itself are one
 * address: whoever tries Latchkey out types either.
 * @param {string} given
 * @param {string} origin
 */
export function isOwnOrigin(given, origin) {
  if (given === origin) return true
  const [theirs, ours] = [given, origin].map((text) => (URL.canParse(text) ? new URL(text) : undefined))
  if (!theirs || !ours || theirs.origin !== given) return false
  const isOnePlace = theirs.protocol === ours.protocol && theirs.port === ours.port
  return isOnePlace && loopback.has(theirs.hostname) && loopback.has(ours.hostname)
}

/**
 * Whether somebody else may be behind who asks: a proxy has left its mark, or has kept a name by which this machine is
 * reached from elsewhere.
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
function isPassedOn(headers) {
  if (!ownHost.test(headers.host ?? '')) return true
  return Object.keys(headers).some((name) => passedOn.some((mark) => name.startsWith(mark)))
}

/**
 * Says to the application who asks and at which address it is reached: the first from the socket, the second from
 * LATCHKEY_URL. What a client or a proxy says of the second is not passed on, so that nothing can be made of it.
 * @param {import('node:http').IncomingMessage} req
 * @param {string} origin
 */
export function tellAddresses({ headers, socket }, origin) {
  const { host, protocol } = new URL(origin)
  const isInner = headers[innerHeader] === inner
  if (!isInner) headers['x-latchkey-peer'] = socket.remoteAddress ?? ''
  headers['x-latchkey-forwarded'] = String(isInner || isPassedOn(headers))
  for (const name of borrowed) delete headers[name]
  headers[innerHeader] = inner
  if (headers.origin !== undefined && isOwnOrigin(headers.origin, origin)) headers.origin = origin
  headers.host = host
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = protocol.slice(0, -1)
}
