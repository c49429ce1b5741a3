import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

// Prints errors as a server does, those that nobody caught too, and counts the latter.
const program = `
  import { outliveReaders } from './bin/launcher/output.mjs'
  outliveReaders()
  let uncaught = 0
  process.on('uncaughtException', (error) => {
    uncaught++
    if (uncaught < 1000) console.error(error)
  })
  process.once('message', async () => {
    for (let i = 0; i < 50; i++) {
      console.log('a line')
      console.error(new Error('another'))
      await new Promise(setImmediate)
    }
    process.send({ uncaught })
    process.disconnect()
  })
  console.log('ready')
`

test('a server whose output nobody reads any more goes on', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  if (child.stdout) await once(child.stdout, 'data')
  child.stdout?.destroy()
  child.stderr?.destroy()
  const told = once(child, 'message')
  child.send('nobody reads')
  expect(await told).toEqual([{ uncaught: 0 }, undefined])
  expect(await once(child, 'exit')).toEqual([0, null])
})
