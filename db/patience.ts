/**
 * In milliseconds: how long connecting may take, waiting for a free connection, and a statement of a server that is
 * there; and for how long a statement may stay without an answer before the server is asked whether it is there.
 */
export type Patience = { connect: number; wait: number; statement: number; silence: number }

/** Of a server, whose every request is to be answered within five seconds. */
export const serving: Patience = { connect: 2000, wait: 4000, statement: 60_000, silence: 1000 }

const forever = Number.POSITIVE_INFINITY

/** Of work for which nobody waits, such as migrations and filling a directory. */
export const patient: Patience = { connect: 30_000, wait: forever, statement: forever, silence: forever }
