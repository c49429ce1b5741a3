import { createServer, get } from 'node:http'
import next from 'next'
import { tellAddresses } from './address.mjs'
import { answersWhileAway } from './away.mjs'
import { closeServer } from './close-server.mjs'
import { isActionRequest, refusalOf } from './gate.mjs'
import { holdBody } from './held-body.mjs'
import { createHttpServer, refuse } from './http-server.mjs'
import { countRequest } from './metrics.mjs'
import { answerForOwnFaultsOnly } from './own-fault.mjs'
import { Stop } from './say.mjs'

/**
 * Serves the application in this process. Listens first, so that a port in use is known before the database opens;
 * requests that arrive early wait until the application is ready.
 * @param {{ root: string, dev: boolean, host: string, port: number, origin: string }} options `origin`: where people reach it
 * @returns {Promise<{ stop: (graceMs: number) => Promise<void> }>}
 */
export async function serve({ root, dev, host, port, origin }) {
  // Never listens: Next.js attaches its upgrade handler to it, and only development (hot reload) passes upgrades on.
  const upgrades = createServer()
  const app = next({ dev, dir: root, hostname: host, port, httpServer: upgrades })
  // By which Next.js asks itself for pages: not by the address that people use, which may lead through half the world.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${inUrl(addresses(host)[0] ?? host)}:${port}`
  /** @type {() => void} */
  let open = () => {}
  const ready = new Promise((resolve) => {
    open = () => resolve(undefined)
  })

  /** @type {import('node:http').RequestListener} */
  const listener = async (req, res) => {
    // On every answer, files and API included; what it says must not be fixed when the application is built.
    if (origin.startsWith('https:'))
      res.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    countRequest(req, res)
    const refusal = refusalOf(req, origin)
    if (refusal) return refuse(req, res, refusal)
    tellAddresses(req, origin)
    const isAction = isActionRequest(req)
    const tooHeavy = isAction && (await holdBody(req))
    if (tooHeavy) return refuse(req, res, tooHeavy)
    await ready
    if (answersWhileAway(req, res)) return
    const handle = () => app.getRequestHandler()(req, res)
    await (isAction ? answerForOwnFaultsOnly(res, handle) : handle())
  }

  const servers = addresses(host).map((address) => ({ address, server: createHttpServer(listener) }))
  for (const { server } of servers) {
    if (dev) server.on('upgrade', (...args) => upgrades.emit('upgrade', ...args))
  }
  await Promise.all(servers.map(({ server, address }) => listen(server, port, address)))
  await app.prepare()
  open()
  await answers(host, port)

  const stop = async (/** @type {number} */ graceMs) => {
    await Promise.all(servers.map(({ server }) => closeServer(server, graceMs)))
    await app.close()
  }
  return { stop }
}

/** An address as a URL has it; what listens everywhere listens on this machine. @param {string} address */
function inUrl(address) {
  if (address === '0.0.0.0') return '127.0.0.1'
  if (address === '::') return '[::1]'
  return address.includes(':') ? `[${address}]` : address
}

/**
 * Next.js opens the database with the first request (instrumentation.ts), so we make it.
 * @param {string} host
 * @param {number} port
 */
async function answers(host, port) {
  await new Promise((answered, failed) => {
    get({ host, port, path: '/api/health' }, (res) => answered(res.resume())).once('error', failed)
  })
}

/** `localhost` is both loopback addresses, whichever one a browser tries first. @param {string} host */
function addresses(host) {
  return host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
}

/** @param {import('node:http').Server} server @param {number} port @param {string} host */
async function listen(server, port, host) {
  await new Promise((listening, failed) => {
    server.once('listening', () => listening(undefined))
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : ''
      if (host === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) listening(undefined)
      else if (code === 'EADDRINUSE')
        failed(new Stop(`Port ${port} is in use on ${host}; set PORT to another one.`))
      else failed(new Stop(`LATCHKEY_HOST ${host} port ${port} cannot be listened on (${code}).`))
    })
    server.listen(port, host)
  })
}
