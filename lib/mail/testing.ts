import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Db } from '@/db/types'
import { contextFor, makeUser } from '@/lib/testing'
import { enqueueMail } from './enqueue'
import { smtpTransport } from './transport-smtp'

export const from = { name: 'Latchkey', address: 'id@example.org' }

type Received = { to: string[]; source: string; user: string | undefined; isSecure: boolean }

/** A real SMTP server on a port of its own, with what it was given. */
export async function startSmtp(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('Invalid login')),
    async onData(stream, session, done) {
      const source = await text(stream)
      const { envelope, secure, user } = session
      const to = envelope.rcptTo.map(({ address }) => address)
      received.push({ to, source, user: user ? String(user) : undefined, isSecure: secure })
      done(null, 'kept as number 7')
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { port, received, stop: () => new Promise<void>((stopped) => server.close(() => stopped())) }
}

/** A server that talks and hangs up as the test says. */
export async function startTcp(onConnection: (socket: import('node:net').Socket) => void) {
  const sockets = new Set<import('node:net').Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port, stop }
}

/** Sends to this port of this machine, and gives up soon. */
export function smtpTo(port: number, { login = '', options = '' } = {}) {
  const url = `smtp://${login}127.0.0.1:${port}${options}`
  return smtpTransport({ url, from, host: 'id.example.org', timeoutMs: 600 })
}

export const link = 'http://localhost:3000/recovery#token=a-secret-nobody-may-read-0123456789'

/** A queued mail to a new user, worth sending for a day. */
export async function queueMail(
  db: Db,
  { recipient = 'ada@example.org', now }: { recipient?: string; now?: Date } = {},
) {
  const ctx = contextFor(db, undefined, now)
  const user = await makeUser(ctx)
  const id = await enqueueMail(ctx, {
    message: { kind: 'recovery', subject: 'Grüße', html: `<a href="${link}">go</a>`, text: `Go: ${link}` },
    recipient,
    userId: user.id,
    expiresAt: new Date(ctx.now.getTime() + 24 * 60 * 60_000),
  })
  return { id, user }
}
