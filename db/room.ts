import { statfsSync } from 'node:fs'

/**
 * PostgreSQL writes its log in pieces of 16 MB. Embedded, it has no other process to put in order what it was at when there
 * is no room for the next piece: it stands still for ever, and the whole process with it.
 */
const leastBytes = 64 * 2 ** 20
const enoughBytes = 80 * 2 ** 20
const everyMs = 2000

/** Thrown when the database would have to be made or brought up to date; the message is one sentence for the operator. */
export class NoRoom extends Error {
  override name = 'NoRoom'

  constructor(directory: string) {
    super(
      `The disk of ${directory} has less than 64 MB left, too little to bring the database up to date. Make room, then start again.`,
    )
  }
}

type Embedded = { exec: (statement: string) => Promise<unknown> }

/**
 * Lets the embedded database be read only for as long as its disk has less than 64 MB left, and says so. Looks at once and
 * every two seconds, and whenever `look` is called, which never waits.
 */
export async function watchRoom(database: Embedded, directory: string, freeBytes = freeBytesOf) {
  let isFull = false
  const setting = () =>
    database.exec(`set default_transaction_read_only = ${isFull ? 'on' : 'off'}`).catch(() => {})
  let set: Promise<unknown> = Promise.resolve()
  const look = () => {
    const free = freeBytes(directory)
    if (isFull ? free < enoughBytes : free >= leastBytes) return
    isFull = !isFull
    set = set.then(setting)
    if (isFull) console.error(`The disk of ${directory} is full. Nothing can be changed until there is room.`)
    else console.error(`The disk of ${directory} has room again.`)
  }
  look()
  await set
  const timer = setInterval(look, everyMs)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}

/** Whether there is so little room that nothing may be written. */
export function isNearlyFull(directory: string): boolean {
  return freeBytesOf(directory) < leastBytes
}

/** A disk that cannot be asked is not known to be full. */
function freeBytesOf(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
