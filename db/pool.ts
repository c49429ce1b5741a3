import { performance } from 'node:perf_hooks'
import type { QueryConfig, QueryResult } from 'pg'
import { afterMs } from './after'
import { Connection, type ConnectionOptions } from './connection'
import { connectionConfig } from './connection-config'
import { DatabaseAway } from './database-away'
import { Outage } from './outage'
import { type Patience, patient } from './patience'
import { statementNames } from './statement-names'
import { watchOver } from './watch'

type Waiter = { give: (connection: Connection) => void; refuse: (error: DatabaseAway) => void }

const lifetimeMs = 45 * 60_000
const closingMs = 5000
const retryMs = { first: 100, growth: 1.6, last: 1000 }

/**
 * Connections to PostgreSQL, for Drizzle. None that was lost is given out again, and nobody waits longer than the
 * patience allows. While the database is away one attempt at a time is made to connect, at distances that grow to a
 * second, and everybody else is refused with DatabaseAway at once.
 */
export class ConnectionPool {
  // Drizzle knows a pool by its class's name, which bundling would shorten.
  static readonly name = 'ConnectionPool'
  private readonly all = new Set<Connection>()
  private readonly idle: Connection[] = []
  private readonly waiters = new Set<Waiter>()
  private readonly outage = new Outage()
  private readonly connectionOptions: ConnectionOptions
  private readonly stopWatching: () => void
  private connecting = 0
  private tries = 0
  private retry: NodeJS.Timeout | undefined
  private isClosed = false

  constructor(
    databaseUrl: string,
    private readonly patience: Patience = patient,
    private readonly max = 10,
  ) {
    const { config, isPreparing } = connectionConfig(databaseUrl)
    this.connectionOptions = {
      config,
      nameOf: isPreparing ? statementNames() : () => undefined,
      onAnswer: () => this.outage.heard(),
      onRelease: (connection) => this.offer(connection),
      onLost: (connection) => this.forget(connection),
    }
    this.stopWatching = watchOver(this.all, {
      patience,
      outage: this.outage,
      ask: () =>
        Connection.open({ ...this.connectionOptions, onRelease() {}, onLost() {} }, patience.connect),
      giveUp: (error) => this.giveUp(error),
    })
  }

  /** A connection of one's own until it is released. Throws DatabaseAway when none is to be had in time. */
  connect(): Promise<Connection> {
    const connection = this.idle.pop()
    if (connection) return Promise.resolve(connection)
    const { hopeless } = this.outage
    if (hopeless || this.isClosed) return Promise.reject(hopeless ?? new DatabaseAway('It was closed.'))
    return new Promise((resolve, reject) => {
      const cancel = afterMs(this.patience.wait, () => {
        this.waiters.delete(waiter)
        reject(this.outage.reason ?? new DatabaseAway('All connections were in use for too long.'))
      })
      const waiter: Waiter = {
        give: (connection) => {
          cancel()
          resolve(connection)
        },
        refuse: (error) => {
          cancel()
          reject(error)
        },
      }
      this.waiters.add(waiter)
      this.grow()
    })
  }

  /** Whether everybody is refused at once. */
  get isAway(): boolean {
    return this.outage.hopeless !== undefined
  }

  async query(statement: QueryConfig, values?: unknown[]): Promise<QueryResult> {
    const connection = await this.connect()
    try {
      return await connection.query(statement, values)
    } finally {
      connection.release()
    }
  }

  async end(): Promise<void> {
    this.isClosed = true
    this.stopWatching()
    clearTimeout(this.retry)
    this.refuseAll(new DatabaseAway('It was closed.'))
    const connections = [...this.all]
    const cancel = afterMs(closingMs, () => {
      for (const connection of connections) connection.destroy('It was closed.')
    })
    await Promise.all(connections.map((connection) => connection.close()))
    cancel()
  }

  private grow(): void {
    const isAllowed = () => !this.isClosed && !this.retry && this.all.size + this.connecting < this.max
    const isWanted = () => this.connecting < (this.outage.isOn ? 1 : this.waiters.size)
    while (isAllowed() && isWanted()) this.open()
  }

  private async open(): Promise<void> {
    this.connecting += 1
    try {
      const connection = await Connection.open(this.connectionOptions, this.patience.connect)
      this.connecting -= 1
      this.tries = 0
      this.all.add(connection)
      this.outage.heard()
      this.offer(connection)
    } catch (error) {
      this.connecting -= 1
      this.tries += 1
      // With others that answer the database is there, though it may take no more connections.
      if (this.all.size === 0) this.outage.begin(error as DatabaseAway)
      if (this.outage.hopeless) this.refuseAll(this.outage.hopeless)
      this.tryAgainLater()
    }
    this.grow()
  }

  private tryAgainLater(): void {
    if (this.retry || this.isClosed) return
    const delay = Math.min(retryMs.first * retryMs.growth ** this.tries, retryMs.last)
    this.retry = setTimeout(() => {
      this.retry = undefined
      this.grow()
    }, delay).unref()
  }

  /** To whoever has waited longest, or to nobody yet. */
  private offer(connection: Connection): void {
    if (connection.isLost) return
    if (this.isClosed || performance.now() - connection.openedAt > lifetimeMs) return void connection.close()
    const [waiter] = this.waiters
    if (!waiter) return void this.idle.push(connection)
    this.waiters.delete(waiter)
    waiter.give(connection)
  }

  private forget(connection: Connection): void {
    this.all.delete(connection)
    const place = this.idle.indexOf(connection)
    if (place >= 0) this.idle.splice(place, 1)
    this.grow()
  }

  /** Ends what waits for a server that does not answer. */
  private giveUp(error: DatabaseAway): void {
    this.outage.begin(error, this.outage.lastHeardAt)
    for (const connection of [...this.all]) connection.destroy(error.message, error.code)
    this.refuseAll(error)
    this.tryAgainLater()
  }

  private refuseAll(error: DatabaseAway): void {
    for (const waiter of this.waiters) waiter.refuse(error)
    this.waiters.clear()
  }
}
