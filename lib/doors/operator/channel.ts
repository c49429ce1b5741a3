import 'server-only'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { lockDataDirectory } from '@/db/data-directory-lock.mjs'
import type { Db } from '@/db/types'
import { type Outcome, runOperatorCommand } from './commands'
import { failureSentence } from './failure'
import { ChannelReply, ChannelRequest } from './input'

type DataDirectoryLock = Awaited<ReturnType<typeof lockDataDirectory>>

const requestBytesMax = 64 * 1024

/** Answers operator's commands on the lock's socket, which only the owner of the data directory can open. */
export function serveChannel(lock: DataDirectoryLock, db: Db): void {
  lock.onVisitor((socket) => {
    let received = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk
      if (received.length > requestBytesMax) socket.destroy()
      else if (received.endsWith('\n')) void answer(socket, db, received)
    })
  })
}

async function answer(socket: Socket, db: Db, received: string): Promise<void> {
  socket.end(JSON.stringify(await perform(db, received)))
}

async function perform(db: Db, received: string): Promise<Outcome> {
  try {
    const { argv } = ChannelRequest.parse(JSON.parse(received))
    return await runOperatorCommand(db, argv, new Date())
  } catch (error) {
    return { exitCode: 1, output: failureSentence(error) }
  }
}

/** Has the running server behind this socket carry out a command. */
export async function askServer(path: string, argv: string[]): Promise<Outcome> {
  const socket = connect(path)
  socket.write(`${JSON.stringify({ argv })}\n`)
  const reply = await text(socket)
  if (!reply)
    return {
      exitCode: 1,
      output: 'The process that uses the data directory is still starting or stopping; try again.',
    }
  const { notice, ...outcome } = ChannelReply.parse(JSON.parse(reply))
  return notice === undefined ? outcome : { ...outcome, notice }
}
