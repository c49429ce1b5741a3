import { unavailableDigest } from './unavailable-digest'

/** The closed family of errors that are part of the product. Doors translate them; anything else is a bug and passes through. */
export abstract class DomainError extends Error {}

export class NotFound extends DomainError {
  override name = 'NotFound'
  constructor(what: string) {
    super(`${what} was not found.`)
  }
}

export class Forbidden extends DomainError {
  override name = 'Forbidden'
  constructor(message = 'You do not have permission to do this.') {
    super(message)
  }
}

/** The world is not as the caller believed. `current` is what it is now, where that helps to go on. */
export class Conflict<Current = unknown> extends DomainError {
  override name = 'Conflict'
  constructor(
    message: string,
    readonly current?: Current,
  ) {
    super(message)
  }
}

/** Somebody else changed it since it was read; `current` is what it is now. */
export class StaleVersion<Current> extends Conflict<Current> {
  override name = 'StaleVersion'
}

export type FieldErrors = Record<string, string[]>

/** Input that cannot be accepted, by field; '' stands for the input as a whole. */
export class Invalid extends DomainError {
  override name = 'Invalid'
  constructor(readonly fields: FieldErrors) {
    super(Object.values(fields).flat()[0] ?? 'The input is not valid.')
  }
}

export class LimitReached extends DomainError {
  override name = 'LimitReached'
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message)
  }
}

/** Something that Latchkey needs, such as its database, is not there or cannot work at the moment. */
export class Unavailable extends DomainError {
  override name = 'Unavailable'
  readonly retryAfterSeconds = 5
  /** Next.js passes this on to the error page, and nothing else. */
  readonly digest = unavailableDigest
}
