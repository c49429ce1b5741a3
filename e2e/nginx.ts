import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from '../db/testing-server'

/** As the configuration in docs/reverse-proxy.md has it. */
const documented = {
  http: 'listen 80;',
  https: 'listen 443 ssl;',
  upstream: 'http://127.0.0.1:3000;',
  certificate: '/etc/letsencrypt/live/id.example.org/fullchain.pem',
  key: '/etc/letsencrypt/live/id.example.org/privkey.pem',
}

/** nginx with a configuration as people write it, but on free ports, before this server and with a certificate of its own. */
export async function startNginx(configuration: string, server: string) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-nginx-'))
  const [certificate, key] = makeCertificate(folder)
  const ports = { 80: await freePort(), 443: await freePort() }
  const here = {
    http: `listen 127.0.0.1:${ports[80]};`,
    https: `listen 127.0.0.1:${ports[443]} ssl;`,
    upstream: `http://127.0.0.1:${new URL(server).port};`,
    certificate,
    key,
  }
  const sites = Object.entries(documented).reduce((text, [name, value]) => {
    if (!text.includes(value)) throw new Error(`The configuration has no ${value}`)
    return text.replaceAll(value, here[name as keyof typeof here])
  }, configuration)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  const main = [
    // Root's nginx would hand the work to somebody who may not enter the folder.
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    `daemon off; pid ${folder}/pid; error_log stderr;`,
    `events {} http { access_log off; ${temporary.join(' ')}\n${sites}\n}`,
  ]
  const path = join(folder, 'nginx.conf')
  writeFileSync(path, main.join('\n'))
  const nginx = spawn(findNginx(), ['-e', 'stderr', '-c', path], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  nginx.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text
  })
  const ended = once(nginx, 'close').then(() => {
    throw new Error(`nginx ended:\n${complaints}`)
  })
  await Promise.race([ended, untilListening(ports[443])])
  const stop = async () => {
    nginx.kill('SIGQUIT')
    await ended.catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
  return { ports, stop, complaints: () => complaints }
}

function findNginx(): string {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  const found = folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path))
  if (!found) throw new Error('The end-to-end tests need nginx: install it and start again.')
  return found
}

function makeCertificate(folder: string): [certificate: string, key: string] {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
  const name = ['-subj', '/CN=id.example.org', '-addext', 'subjectAltName=DNS:id.example.org']
  execFileSync('openssl', ['req', ...kind, ...name, '-out', certificate, '-keyout', key], { stdio: 'ignore' })
  return [certificate, key]
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A way for browsers that leads to these ports whatever the name they ask for, and comes from 127.0.0.2. */
export async function startPassage(ports: Record<string, number>) {
  const passage = createServer()
  passage.on('connect', ({ url = '' }, client, head) => {
    const port = ports[url.split(':')[1] ?? ''] ?? 1
    const onward = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' }, () => {
      client.write('HTTP/1.1 200 Here\r\n\r\n')
      onward.write(head)
      client.pipe(onward).pipe(client)
    })
    onward.once('error', () => client.destroy())
    client.once('error', () => onward.destroy())
  })
  await once(passage.listen(0, '127.0.0.1'), 'listening')
  const stop = () => {
    passage.closeAllConnections()
    passage.close()
  }
  return { server: `http://127.0.0.1:${(passage.address() as AddressInfo).port}`, stop }
}
