import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/**
 * An exclusive lock on a data directory. The owner listens on a unix socket for as long as it lives, so the kernel
 * itself tells the living from the dead: no process ids to be reused, nothing to clean up after kill -9.
 *
 * `<directory>/lock/1`, `2`, … each name an owner's socket; the highest one counts. A taker links the next number, which
 * succeeds for exactly one, then looks again for a higher one, so a slow taker never wins beside a newer owner.
 *
 * @typedef {(socket: import('node:net').Socket) => void} Visitor
 * @typedef {{ socket: string, pid: number }} Owner
 * @typedef {{
 *   directory: string, owner: Owner, onVisitor: (visitor: Visitor) => void, release: () => Promise<void>
 * }} DataDirectoryLock
 */

/** Thrown when another process holds the lock; the message is one sentence for the operator. */
export class DataDirectoryInUse extends Error {
  /** @override */
  name = 'DataDirectoryInUse'

  /** @param {string} directory @param {number} pid */
  constructor(directory, pid) {
    super(`The data directory ${directory} is in use by another Latchkey process (process id ${pid}).`)
    this.pid = pid
  }
}

// On globalThis because bundlers may load this module more than once in one process.
const key = Symbol.for('latchkey.dataDirectoryLocks')
const store = /** @type {{ [key]?: Map<string, Promise<DataDirectoryLock>> }} */ (globalThis)

/**
 * Takes the lock, creating the directory when missing. In the process that already holds it, gives the same lock.
 * Throws DataDirectoryInUse when another process holds it.
 * @param {string} path
 * @returns {Promise<DataDirectoryLock>}
 */
export function lockDataDirectory(path) {
  const directory = resolve(path)
  store[key] ??= new Map()
  const locks = store[key]
  const held = locks.get(directory)
  if (held) return held
  const taken = take(directory, () => locks.delete(directory))
  locks.set(directory, taken)
  taken.catch(() => locks.delete(directory))
  return taken
}

/**
 * The living owner of a data directory, or nothing.
 * @param {string} path
 * @returns {Promise<Owner | undefined>}
 */
export async function findDataDirectoryOwner(path) {
  const folder = join(resolve(path), 'lock')
  const owner = readOwner(folder, highest(folder))
  return owner && (await isAlive(owner.socket)) ? owner : undefined
}

/**
 * @param {string} directory
 * @param {() => void} forget
 * @returns {Promise<DataDirectoryLock>}
 */
async function take(directory, forget) {
  const folder = join(directory, 'lock')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const living = await findDataDirectoryOwner(directory)
  if (living) throw new DataDirectoryInUse(directory, living.pid)

  const { server, owner, onVisitor, visitors } = await listen(folder)
  const release = async () => {
    forget()
    for (const visitor of visitors) visitor.destroy()
    await new Promise((done) => server.close(done))
    removeSocket(folder, owner.socket)
  }
  try {
    await claim(directory, folder, owner)
  } catch (error) {
    await release()
    throw error
  }
  return { directory, owner, onVisitor, release }
}

/** @param {string} directory @param {string} folder @param {Owner} owner */
async function claim(directory, folder, owner) {
  const draft = join(folder, `${randomBytes(6).toString('hex')}.draft`)
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 })
  try {
    for (;;) {
      const last = highest(folder)
      const holder = readOwner(folder, last)
      if (holder && (await isAlive(holder.socket))) throw new DataDirectoryInUse(directory, holder.pid)
      if (!linkExclusively(draft, join(folder, String(last + 1)))) continue
      const newest = highest(folder)
      if (newest === last + 1) return removeOlder(folder, last)
      rmSync(join(folder, String(last + 1)), { force: true })
      throw new DataDirectoryInUse(directory, readOwner(folder, newest)?.pid ?? 0)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** @param {string} folder */
async function listen(folder) {
  /** @type {Visitor} */
  let visitor = (socket) => socket.end()
  /** @type {Set<import('node:net').Socket>} */
  const visitors = new Set()
  const server = createServer((socket) => {
    visitors.add(socket)
    socket.once('close', () => visitors.delete(socket)).on('error', () => socket.destroy())
    visitor(socket)
  })
  const socket = socketPath(folder)
  await new Promise((listening, failed) =>
    server.once('error', failed).listen(socket, () => listening(undefined)),
  )
  chmodSync(socket, 0o600)
  server.unref()
  /** @param {Visitor} next */
  const onVisitor = (next) => {
    visitor = next
  }
  return { server, visitors, onVisitor, owner: { socket, pid: process.pid } }
}

/** The kernel allows 103 (macOS) to 107 (Linux) bytes for a socket's path. @param {string} folder */
function socketPath(folder) {
  const name = `${randomBytes(6).toString('hex')}.sock`
  const path = join(folder, name)
  return Buffer.byteLength(path) <= 103 ? path : join(mkdtempSync(join(tmpdir(), 'latchkey-')), name)
}

/** @param {string} folder */
function highest(folder) {
  try {
    return Math.max(0, ...readdirSync(folder).map((name) => (/^\d+$/.test(name) ? Number(name) : 0)))
  } catch {
    return 0
  }
}

/** @param {string} folder @param {number} number @returns {Owner | undefined} */
function readOwner(folder, number) {
  try {
    return JSON.parse(readFileSync(join(folder, String(number)), 'utf8'))
  } catch {
    return undefined
  }
}

/** Only a refusal or a missing socket means dead: a busy owner still has the kernel answer for it. @param {string} socket */
function isAlive(socket) {
  return new Promise((answer) => {
    const visit = connect(socket, () => {
      visit.destroy()
      answer(true)
    })
    visit.once('error', (error) => {
      const code = 'code' in error ? error.code : ''
      answer(code !== 'ECONNREFUSED' && code !== 'ENOENT')
    })
  })
}

/** @param {string} from @param {string} to */
function linkExclusively(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} folder @param {number} last */
function removeOlder(folder, last) {
  for (const name of readdirSync(folder)) {
    if (!/^\d+$/.test(name) || Number(name) > last) continue
    const owner = readOwner(folder, Number(name))
    if (owner) removeSocket(folder, owner.socket)
    rmSync(join(folder, name), { force: true })
  }
}

/** @param {string} folder @param {string} socket */
function removeSocket(folder, socket) {
  const place = dirname(socket)
  rmSync(place === folder ? socket : place, { force: true, recursive: true })
}
