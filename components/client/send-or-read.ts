import type { ActionState, Sent } from '@/lib/doors/action-state'
import { ask } from './ask'

/** What a form does whose version is no longer the stored one. */
export type Overtaken<Stored> = { read: () => Promise<Stored>; meet: (stored: Stored) => void }

/** Sends a change; when somebody else was faster, also reads what is stored by now. */
export async function sendOrRead<Result, Stored>(
  send: () => Promise<Sent<Result>>,
  overtaken: Overtaken<Stored> | undefined,
): Promise<{ answer: ActionState<Result>; meet?: () => void }> {
  const answer = await ask(send)
  if (!overtaken || answer.status !== 'conflict' || answer.current === undefined) return { answer }
  const stored = await overtaken.read().catch(() => undefined)
  return stored === undefined ? { answer } : { answer, meet: () => overtaken.meet(stored) }
}
