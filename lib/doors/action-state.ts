import type { FieldErrors } from '@/lib/kernel/errors'

/** What a server action answers, safe to import in the browser. `values`: what was typed into a plain form, without secrets. */
export type ActionState<Result = undefined> = { values?: Record<string, string> } & (
  | { status: 'idle' }
  | { status: 'done'; result: Result }
  | { status: 'invalid'; fields: FieldErrors }
  | { status: 'conflict'; message: string; current: unknown }
  | { status: 'failed'; message: string }
  | { status: 'signedOut'; message: string }
)

/** What is wrong as a whole, as opposed to at one field. */
export function messageOf(state: ActionState<unknown>): string | undefined {
  if (state.status === 'invalid') return state.fields['']?.[0]
  return 'message' in state ? state.message : undefined
}

export function fieldError(state: ActionState<unknown>, field: string): string | undefined {
  return state.status === 'invalid' ? state.fields[field]?.[0] : undefined
}

declare const answered: unique symbol

/**
 * What comes back from a server action. Only `ask` and `useActionForm` in components/client open it: no call goes without
 * a word for its failure.
 */
export type Sent<Result> = { readonly [answered]: ActionState<Result> }

/** The action of a plain form, posted without scripts and sent by hand with them. */
export type FormAction<Result> = (previous: unknown, form: FormData) => Promise<Sent<Result>>
