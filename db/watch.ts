import { performance } from 'node:perf_hooks'
import { afterMs } from './after'
import type { Connection } from './connection'
import { DatabaseAway } from './database-away'
import type { Outage } from './outage'
import type { Patience } from './patience'

type Watched = {
  patience: Patience
  outage: Outage
  /** Connects anew; that it can is the sign of life. */
  ask: () => Promise<Connection>
  giveUp: (error: DatabaseAway) => void
}

const roundMs = 250

/**
 * Tells a slow statement from one whose server is gone without a word: paused, unplugged, or replaced by another. When a
 * statement has waited for long, the server is asked by a new connection. If it says nothing and nobody else heard from
 * it meanwhile, all is given up; if it is not at work on the statement, that connection is. Returns how to stop.
 */
export function watchOver(connections: Set<Connection>, watched: Watched): () => void {
  const { patience } = watched
  if (patience.silence === Number.POSITIVE_INFINITY) return () => {}
  let askedAt = Number.NEGATIVE_INFINITY
  let isAsking = false
  const look = async () => {
    const late = lateOnes(connections, patience.statement)
    for (const { connection } of late) connection.destroy('A statement took too long.')
    const suspects = lateOnes(connections, patience.silence)
    if (suspects.length === 0 || isAsking || performance.now() - askedAt < patience.silence) return
    askedAt = performance.now()
    isAsking = true
    await ask(watched, suspects, askedAt).finally(() => {
      isAsking = false
    })
  }
  const timer = setInterval(look, roundMs).unref()
  return () => clearInterval(timer)
}

type Suspect = { connection: Connection; since: number }

function lateOnes(connections: Set<Connection>, ms: number): Suspect[] {
  const limit = performance.now() - ms
  return [...connections].flatMap((connection) => {
    const since = connection.waitingSince
    return since !== undefined && since < limit ? [{ connection, since }] : []
  })
}

async function ask(
  { patience, outage, ask, giveUp }: Watched,
  suspects: Suspect[],
  askedAt: number,
): Promise<void> {
  try {
    const probe = await ask()
    const cancel = afterMs(patience.connect, () => probe.destroy('It answered only at first.'))
    const idle = await notWorkedOn(probe, suspects).finally(() => {
      cancel()
      probe.destroy('It was asked.')
    })
    for (const { connection } of idle) connection.destroy('The server is not at work on a statement.')
  } catch (error) {
    // A server that refuses is there: those who are connected may get their answers.
    const isSilent = error instanceof DatabaseAway && !/^\d[0-9A-Z]{4}$/.test(error.code ?? '')
    if (isSilent && outage.lastHeardAt < askedAt) giveUp(error)
  }
}

const whoWorks = `select pg_backend_pid() as me, array(select pid from pg_stat_activity
  where pid = any($1::int[]) and coalesce(state, '') not like 'idle%') as working`

/** Behind a pooler nobody can tell: it gives out process ids of its own. */
async function notWorkedOn(probe: Connection, suspects: Suspect[]): Promise<Suspect[]> {
  const ids = suspects.map(({ connection }) => connection.processId)
  const { rows } = await probe.query({ text: whoWorks }, [ids])
  const { me, working } = rows[0] as { me: number; working: number[] }
  if (me !== probe.processId) return []
  return suspects.filter(
    ({ connection, since }) =>
      connection.waitingSince === since && !working.includes(connection.processId ?? me),
  )
}
