/** The database did not answer a statement, or could not be asked. Holds no statement and no parameter. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  constructor(
    message: string,
    /** What the server or the network said: an SQLSTATE, such as 57P01, or a system error's name. */
    readonly code?: string | undefined,
    /** The statement had been sent, and it may have been carried out. */
    readonly isOutcomeUnknown = false,
  ) {
    super(message)
  }
}

/** By its name: each bundle of the server has the class for itself, and they share one pool. */
export function isDatabaseAway(error: unknown): error is DatabaseAway {
  return error instanceof Error && error.name === 'DatabaseAway'
}

/** Whether an error is one of Drizzle's about a statement, which holds it with its parameters; by its shape, as above. */
export function isAboutStatement(error: unknown): error is Error & { cause?: Error } {
  return error instanceof Error && 'query' in error && 'params' in error
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * Whether a statement that was sent and never answered may have taken effect. One inside a transaction has not, for
 * its commit was not sent; one that reads never has.
 */
export function mayBeDone(text: string, isInTransaction: boolean): boolean {
  if (isInTransaction) return text === 'commit'
  return !/^\s*(begin|select|show)\b/i.test(text)
}
