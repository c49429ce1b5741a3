import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

type Received = { to: string[]; source: string; user: string | undefined; isSecure: boolean }

/** A real SMTP server on a port of its own, with what it was given. */
export async function startSmtp(options: SMTPServerOptions = {}, port = 0) {
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
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address() as AddressInfo
  const stop = () => new Promise<void>((stopped) => server.close(() => stopped()))
  return { port: address.port, received, stop }
}

/** A server that talks and hangs up as the test says. */
export async function startTcp(onConnection: (socket: Socket) => void, listenOn = 0) {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket)
  }).listen(listenOn, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port, stop }
}
