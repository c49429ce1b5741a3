import { createServer } from 'node:http'
import { finished } from 'node:stream'

const seconds = 1000

/** How long a client may take for its headers and for all of its request. A connection that says nothing counts from its beginning. */
export const patience = {
  headersTimeout: 30 * seconds,
  requestTimeout: 30 * seconds,
  connectionsCheckingInterval: 5 * seconds,
}

/**
 * An HTTP server on which nobody can sit: what is sent too slowly is answered 408 and closed. An answer may take its time.
 * @param {import('node:http').RequestListener} listener
 */
export function createHttpServer(listener, limits = patience) {
  const server = createServer(limits, listener)
  // Else who takes us for a proxy is hung up on without a word.
  server.on('connect', (_req, socket) => {
    socket.on('error', () => {})
    socket.end('HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
  })
  return server
}

/**
 * Answers with a sentence at once, and ends when all was sent to us: whoever is cut off while sending, browsers and proxies
 * alike, does not hear what we said. The router shows a text/plain sentence where it called an action.
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {import('./gate.mjs').Refusal} refusal
 */
export function refuse(req, res, { status, sentence, headers }) {
  const line = `${sentence}\n`
  res.writeHead(status, {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(line),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  if (req.method !== 'HEAD') res.write(line)
  finished(req.resume(), () => res.end())
}
