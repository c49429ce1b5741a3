import type { FieldErrors } from './errors'

/** What a server action answers. Safe to import in the browser. */
export type ActionState<Result = undefined> =
  | { status: 'idle' }
  | { status: 'done'; result: Result }
  | { status: 'invalid'; fields: FieldErrors }
  | { status: 'conflict'; message: string; current: unknown }
  | { status: 'failed'; message: string }
  | { status: 'signedOut'; message: string }
