import { spawn } from 'node:child_process'
import { Stop } from './say.mjs'

const endings = /** @type {const} */ (['SIGINT', 'SIGTERM'])

/**
 * Runs a program to its end. Quiet: its output is shown only when it fails. Ends with us when we are told to.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, failure: string, quiet?: boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>}
 */
export async function run(command, args, { cwd, failure, quiet = false, env = process.env }) {
  const stdio = quiet ? 'pipe' : 'inherit'
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', stdio, stdio] })
  /** @type {Buffer[]} */
  const output = []
  child.stdout?.on('data', (data) => output.push(data))
  child.stderr?.on('data', (data) => output.push(data))
  const handlers = endings.map((signal) => {
    const handler = () => {
      child.kill(signal)
      process.exit(1)
    }
    process.once(signal, handler)
    return { signal, handler }
  })
  try {
    const code = await new Promise((ended, failed) => child.once('close', ended).once('error', failed))
    if (code === 0) return
  } catch (error) {
    output.push(Buffer.from(error instanceof Error ? `${error.message}\n` : ''))
  } finally {
    for (const { signal, handler } of handlers) process.off(signal, handler)
  }
  process.stderr.write(Buffer.concat(output))
  throw new Stop(failure)
}
