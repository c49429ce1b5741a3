import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { connection } from '@/db/client'
import * as schema from '@/db/schema'
import type { Db } from '@/db/types'

/** What the server spent on statements, in milliseconds: on the processor, and by the clock. */
export type ServerTime = { cpu: number; elapsed: number }

/**
 * A database whose server tells, after each statement, what parsing, planning and executing it took: the price of a read
 * without the client and the network. The processor's share is the same on a busy machine. Needs a superuser.
 */
export function timedDatabase(url: string): {
  db: Db
  timeOf: (read: () => Promise<unknown>) => Promise<ServerTime>
  close: () => Promise<void>
} {
  let spent: ServerTime = { cpu: 0, elapsed: 0 }
  const client = postgres(url, {
    max: 1,
    connection,
    onnotice({ detail }) {
      const times = /([\d.]+) s user, ([\d.]+) s system, ([\d.]+) s elapsed/
        .exec(detail ?? '')
        ?.slice(1)
        .map(Number)
      const [user = 0, system = 0, elapsed = 0] = times ?? []
      spent = { cpu: spent.cpu + (user + system) * 1000, elapsed: spent.elapsed + elapsed * 1000 }
    },
  })
  const report = client`select set_config('client_min_messages', 'log', false), set_config('log_statement_stats', 'on', false)`
  return {
    db: drizzle(client, { schema }),
    async timeOf(read) {
      await report
      spent = { cpu: 0, elapsed: 0 }
      await read()
      return spent
    },
    close: () => client.end({ timeout: 5 }),
  }
}
