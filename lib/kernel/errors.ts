import type { Said, Wording } from '@/words/said'
import { sayIn } from '@/words/say'
import { unavailableDigest } from './unavailable-digest'

/**
 * The closed family of errors that are part of the product. Doors translate them; anything else is a bug and passes through.
 * `wording` is a message of the catalogue with its values, which doors say in the reader's language (older ones hold a ready
 * sentence); `message` says it in English, to operators and programs.
 */
export abstract class DomainError extends Error {
  constructor(readonly wording: Wording) {
    super(sayIn('en', wording))
  }
}

export class NotFound extends DomainError {
  override name = 'NotFound'
  constructor(what: string | Said) {
    super(typeof what === 'string' ? `${what} was not found.` : what)
  }
}

export class Forbidden extends DomainError {
  override name = 'Forbidden'
  constructor(wording: Wording = 'You do not have permission to do this.') {
    super(wording)
  }
}

/** The world is not as the caller believed. `current` is what it is now, where that helps to go on. */
export class Conflict<Current = unknown> extends DomainError {
  override name = 'Conflict'
  constructor(
    wording: Wording,
    readonly current?: Current,
  ) {
    super(wording)
  }
}

/** Somebody else changed it since it was read; `current` is what it is now. */
export class StaleVersion<Current> extends Conflict<Current> {
  override name = 'StaleVersion'
}

/** What is wrong, by field, as the browser gets it. */
export type FieldErrors = Record<string, string[]>

/** Input that cannot be accepted, by field; '' stands for the input as a whole. */
export class Invalid extends DomainError {
  override name = 'Invalid'
  constructor(readonly fields: Record<string, Wording[]>) {
    super(Object.values(fields).flat()[0] ?? 'The input is not valid.')
  }
}

export class LimitReached extends DomainError {
  override name = 'LimitReached'
  constructor(
    wording: Wording,
    readonly retryAfterSeconds: number,
  ) {
    super(wording)
  }
}

/** Something that Latchkey needs, such as its database, is not there or cannot work at the moment. */
export class Unavailable extends DomainError {
  override name = 'Unavailable'
  readonly retryAfterSeconds = 5
  /** Next.js passes this on to the error page, and nothing else. */
  readonly digest = unavailableDigest
}
