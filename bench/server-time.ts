import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { connectionConfig } from '@/db/connection-config'
import * as schema from '@/db/schema'
import { statementNames } from '@/db/statement-names'
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
  const client = new NamingClient({ ...connectionConfig(url).config, pipeline: true })
  client.on('notice', ({ detail }) => {
    const times = /([\d.]+) s user, ([\d.]+) s system, ([\d.]+) s elapsed/
      .exec(detail ?? '')
      ?.slice(1)
      .map(Number)
    const [user = 0, system = 0, elapsed = 0] = times ?? []
    spent = { cpu: spent.cpu + (user + system) * 1000, elapsed: spent.elapsed + elapsed * 1000 }
  })
  const report = client
    .connect()
    .then(() =>
      client.query(
        `select set_config('client_min_messages', 'log', false), set_config('log_statement_stats', 'on', false)`,
      ),
    )
  return {
    db: drizzle(client, { schema }),
    async timeOf(read) {
      await report
      spent = { cpu: 0, elapsed: 0 }
      await read()
      return spent
    },
    close: () => client.end(),
  }
}

/** Names statements as the product's connections do. */
class NamingClient extends pg.Client {
  private readonly nameOf = statementNames()
  // biome-ignore lint/suspicious/noExplicitAny: pg's own signature has eight overloads.
  override query(statement: any, ...rest: any[]): any {
    const name = statement.name && this.nameOf(statement.text)
    return super.query(name ? { ...statement, name } : statement, ...rest)
  }
}
