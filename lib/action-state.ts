import type { FieldErrors } from './errors'

/** What a server action answers. Safe to import in the browser. `values` gives a plain form back what was typed, without secrets. */
export type ActionState<Result = undefined> = { values?: Record<string, string> } & (
  | { status: 'idle' }
  | { status: 'done'; result: Result }
  | { status: 'invalid'; fields: FieldErrors }
  | { status: 'conflict'; message: string; current: unknown }
  | { status: 'failed'; message: string }
  | { status: 'signedOut'; message: string }
)

/** What an error page knows `Unavailable` by. */
export const unavailableDigest = 'UNAVAILABLE'

/** What is wrong as a whole, as opposed to at one field. */
export function messageOf(state: ActionState<unknown>): string | undefined {
  if (state.status === 'invalid') return state.fields['']?.[0]
  return 'message' in state ? state.message : undefined
}

export function fieldError(state: ActionState<unknown>, field: string): string | undefined {
  return state.status === 'invalid' ? state.fields[field]?.[0] : undefined
}

/** The answer of an action, also when the server could not be reached. Not for actions that redirect. */
export async function answerOf<Result>(asked: Promise<ActionState<Result>>): Promise<ActionState<Result>> {
  try {
    return await asked
  } catch {
    return {
      status: 'failed',
      message: 'The server did not answer as it should. What you typed is still here; try again.',
    }
  }
}
