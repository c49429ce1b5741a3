import { performance } from 'node:perf_hooks'
import pg, { type ClientConfig, type QueryConfig, type QueryResult } from 'pg'
import { afterMs } from './after'
import { codeOf, DatabaseAway, mayBeDone } from './database-away'

export type ConnectionOptions = {
  config: ClientConfig
  /** Under which name the server keeps a statement prepared; undefined where it cannot. */
  nameOf: (text: string) => string | undefined
  /** The server said something, be it a refusal. */
  onAnswer: () => void
  onRelease: (connection: Connection) => void
  onLost: (connection: Connection) => void
}

const rolledBack: QueryResult = { rows: [], rowCount: 0, command: 'ROLLBACK', oid: 0, fields: [] }

// The statement was prepared for tables that changed since, or the server does not know it (any more).
const isStale = (code = '') => ['0A000', '26000'].includes(code)

/** One connection to PostgreSQL. Once it is lost it stays so, and whoever waits for its answer is told at once. */
export class Connection {
  readonly openedAt = performance.now()
  private readonly waiting: { sentAt: number }[] = []
  private isInTransaction = false
  /** It serves whoever has it to the end, and nobody after. */
  private isSpent = false
  private lost: DatabaseAway | undefined

  private constructor(
    private readonly client: pg.Client,
    private readonly options: ConnectionOptions,
  ) {
    client.on('error', (error) => this.lose(error.message, codeOf(error)))
    client.on('end', () => this.lose('The connection ended.'))
  }

  /** Connects, or throws DatabaseAway with what stood against it: after `ms` at the latest. */
  static async open(options: ConnectionOptions, ms: number): Promise<Connection> {
    const client = new pg.Client({ ...options.config, pipeline: true, keepAlive: true })
    // What ends an attempt is told by its promise, and may be told as an event once more.
    client.on('error', () => {})
    const cancel = afterMs(ms, () => socketOf(client).destroy(new Error('no answer in time')))
    try {
      await client.connect()
    } catch (error) {
      socketOf(client).destroy()
      throw new DatabaseAway(messageOf(error), codeOf(error))
    } finally {
      cancel()
    }
    return new Connection(client, options)
  }

  get isLost(): boolean {
    return this.lost !== undefined
  }

  /** When the oldest statement without an answer was sent, by the process's own clock; undefined when all are answered. */
  get waitingSince(): number | undefined {
    return this.waiting[0]?.sentAt
  }

  /** The server's process that works for this connection, or what a pooler gave out in its place. */
  get processId(): number | undefined {
    return (this.client as unknown as { processID?: number }).processID
  }

  async query(statement: QueryConfig, values?: unknown[]): Promise<QueryResult> {
    const { text, name } = statement
    // Drizzle ends a transaction that failed in this way; with its connection the server has ended it already.
    if (this.lost && text === 'rollback') return rolledBack
    if (this.lost) throw this.lost
    const wasInTransaction = this.isInTransaction
    if (text.startsWith('begin')) this.isInTransaction = true
    const sent = { sentAt: performance.now() }
    this.waiting.push(sent)
    try {
      const result = await this.client.query(
        { ...statement, name: name && this.options.nameOf(text) },
        values,
      )
      this.options.onAnswer()
      if (text === 'commit' && result.command === 'ROLLBACK')
        throw new Error('Nothing was committed: a statement of the transaction had failed.')
      return result
    } catch (error) {
      const lost = this.lossBy(error)
      // Drizzle does not give back a connection on which no transaction could begin.
      if (text.startsWith('begin')) this.destroy('No transaction could begin.')
      if (!lost) throw error
      if (text === 'rollback') return rolledBack
      throw new DatabaseAway(lost.message, lost.code, mayBeDone(text, wasInTransaction))
    } finally {
      this.waiting.splice(this.waiting.indexOf(sent), 1)
      if (text === 'commit' || text === 'rollback') this.isInTransaction = false
    }
  }

  /** A refusal leaves the connection as it was, unless the server says that it ends it. */
  private lossBy(error: unknown): DatabaseAway | undefined {
    if (error instanceof pg.DatabaseError) {
      this.options.onAnswer()
      if (/^(08|57P)/.test(error.code ?? '')) this.destroy(error.message, error.code)
      if (isStale(error.code)) this.isSpent = true
    }
    return this.lost
  }

  /** Whoever had it needs it no longer. */
  release(): void {
    if (this.isSpent || this.isInTransaction) this.destroy('It was left in no state to go on.')
    this.options.onRelease(this)
  }

  /** Gives the connection up without a word to the server, which may not be listening. */
  destroy(reason: string, code?: string): void {
    this.lose(reason, code)
    socketOf(this.client).destroy()
  }

  async close(): Promise<void> {
    this.lose('The connection was closed.')
    await this.client.end()
  }

  private lose(reason: string, code?: string): void {
    if (this.lost) return
    this.lost = new DatabaseAway(reason, code)
    this.options.onLost(this)
  }
}

function socketOf(client: pg.Client): { destroy: (error?: Error) => void } {
  return (client as unknown as { connection: { stream: { destroy: (error?: Error) => void } } }).connection
    .stream
}

/** What is refused at each of several addresses comes as one error without a message. */
function messageOf(error: unknown): string {
  return (error instanceof Error && error.message) || codeOf(error) || String(error)
}
