import { connect } from 'node:net'

export type Heard = { status: number; headers: Map<string, string>; body: string }

/** Sends exactly this to a server and hears what comes back until it closes; status 0 when nothing does. */
export function send(port: number, text: string, patienceMs = 20_000): Promise<Heard> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    // In latin1 each character is the byte of its number, so that what is no UTF-8 can be written down.
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    const finish = () => {
      socket.destroy()
      resolve(read(Buffer.concat(pieces).toString('latin1')))
    }
    socket.on('data', (piece) => pieces.push(piece))
    socket.setTimeout(patienceMs, finish)
    socket.once('error', finish).once('close', finish)
  })
}

function read(answer: string): Heard {
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  )
  return {
    status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1] ?? 0),
    headers,
    body: rest.join('\r\n\r\n'),
  }
}
