import { createServer } from 'node:http'

const seconds = 1000

/** How long a client may take: for its headers, and for the whole of its request. Connections that say nothing count from their beginning. */
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
  return createServer(limits, listener)
}
