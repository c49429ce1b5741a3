import type { Plan } from '@/lib/acts/plan'
import { messageOf, type Sent } from '@/lib/doors/action-state'
import { ask } from '../client/ask'

/** The plan that a server action works out. Throws an Error whose message can be shown. */
export async function askPlan(send: () => Promise<Sent<Plan>>): Promise<Plan> {
  const answer = await ask(send)
  if (answer.status === 'done') return answer.result
  throw new Error(messageOf(answer) ?? 'What this would do could not be worked out.')
}
