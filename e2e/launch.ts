import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

export type Launched = {
  child: ChildProcess
  origin: string
  /** Everything it has printed so far. */
  printed: () => string
  /** Sends the signal and gives the exit code when the process is gone. */
  end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Runs a program of the repository with only these variables set, next to PATH. */
export function launch(command: string[], variables: NodeJS.Dict<string>) {
  const [program = '', ...args] = command
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    ...variables,
  }
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  return { child, printed: () => printed }
}

/** `npm start` on a free port; resolves when it says where it is running. */
export async function startServer(
  variables: NodeJS.Dict<string>,
  command = [process.execPath, 'bin/start.mjs'],
) {
  const port = await freePort()
  const { child, printed } = launch(command, { PORT: String(port), ...variables })
  const end = async (signal: NodeJS.Signals) => {
    const exit = once(child, 'close')
    process.kill(-Number(child.pid), signal)
    const [code] = await exit
    return code
  }
  await new Promise<void>((ready, failed) => {
    child.stdout.on('data', () => printed().includes('Latchkey is running at') && ready())
    child.once('close', () => failed(new Error(`It ended:\n${printed()}`)))
  })
  return { child, origin: `http://localhost:${port}`, printed, end } satisfies Launched
}

/** Runs a program to its end. */
export async function runToEnd(command: string[], variables: NodeJS.Dict<string>) {
  const { child, printed } = launch(command, variables)
  let output = ''
  child.stdout.on('data', (text: string) => {
    output += text
  })
  const [exitCode] = await once(child, 'close')
  return { exitCode: Number(exitCode), output: output.trim(), printed: printed() }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
