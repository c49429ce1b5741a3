import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { DataDirectoryInUse, findDataDirectoryOwner, lockDataDirectory } from './data-directory-lock.mjs'

const root = mkdtempSync(join(tmpdir(), 'latchkey-lock-'))
const children: ChildProcess[] = []
let count = 0
const newDirectory = () => join(root, `data-${count++}`)

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A process that tries to take the lock, says "taken" or the refusal, and then keeps it. */
function startTaker(directory: string) {
  const script = `
    import { lockDataDirectory } from ${JSON.stringify(new URL('./data-directory-lock.mjs', import.meta.url).href)}
    await lockDataDirectory(${JSON.stringify(directory)}).then(
      () => { console.log('taken'); setInterval(() => {}, 1000) },
      (error) => console.log(error.message),
    )`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const answer = once(child.stdout, 'data').then(([data]) => String(data).trim())
  return { child, answer }
}

async function takeAndKill(directory: string) {
  const { child, answer } = startTaker(directory)
  expect(await answer).toBe('taken')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a second process is refused with one sentence naming the directory and the process', async () => {
  const directory = newDirectory()
  const lock = await lockDataDirectory(directory)
  expect(await startTaker(directory).answer).toBe(
    `The data directory ${directory} is in use by another Latchkey process (process id ${process.pid}).`,
  )
  await lock.release()
})

test('the process that holds the lock may take it again, and after release another process may', async () => {
  const directory = newDirectory()
  const lock = await lockDataDirectory(directory)
  expect(await lockDataDirectory(directory)).toBe(lock)
  await lock.release()
  expect(await findDataDirectoryOwner(directory)).toBeUndefined()
  const { child, answer } = startTaker(directory)
  expect(await answer).toBe('taken')
  expect((await findDataDirectoryOwner(directory))?.pid).toBe(child.pid)
  await expect(lockDataDirectory(directory)).rejects.toThrow(DataDirectoryInUse)
})

test('a lock left by kill -9 is taken over, again and again', async () => {
  const directory = newDirectory()
  for (let time = 0; time < 3; time++) await takeAndKill(directory)
  const lock = await lockDataDirectory(directory)
  expect(readdirSync(join(directory, 'lock'))).toHaveLength(2)
  await lock.release()
})

test('ten processes racing for a stale lock have one winner', async () => {
  const directory = newDirectory()
  await takeAndKill(directory)
  const answers = await Promise.all(Array.from({ length: 10 }, () => startTaker(directory).answer))
  expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1)
  expect(answers.filter((answer) => answer.includes('in use by another'))).toHaveLength(9)
})

test('a stale lock is taken over although a living process now has its process id', async () => {
  const directory = newDirectory()
  await takeAndKill(directory)
  writeFileSync(
    join(directory, 'lock', '2'),
    JSON.stringify({ socket: join(directory, 'lock', 'gone.sock'), pid: process.ppid }),
  )
  await (await lockDataDirectory(directory)).release()
})

test('only the owner of the data directory can reach the socket', async () => {
  const directory = newDirectory()
  const lock = await lockDataDirectory(directory)
  expect(statSync(join(directory, 'lock')).mode & 0o777).toBe(0o700)
  expect(statSync(lock.owner.socket).mode & 0o777).toBe(0o600)
  await lock.release()
})

test('a directory too deep for a socket path is locked through a private temporary directory', async () => {
  const directory = join(root, 'deep'.repeat(20), 'deeper'.repeat(10))
  const lock = await lockDataDirectory(directory)
  const place = join(lock.owner.socket, '..')
  expect(place).not.toBe(join(directory, 'lock'))
  expect(statSync(place).mode & 0o777).toBe(0o700)
  expect(await startTaker(directory).answer).toContain('in use by another')
  await lock.release()
  await takeAndKill(directory)
})
