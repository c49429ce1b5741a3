import type { ActionState } from '@/lib/action-state'
import type { Plan } from '@/lib/plan'
import { fetchLookup } from '../folders/use-lookup'

/** A plan that one of the console's lookups works out. */
export async function readPlan(url: string): Promise<ActionState<Plan>> {
  try {
    return { status: 'done', result: await fetchLookup<Plan>(url) }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError) throw error
    return { status: 'failed', message: error.message }
  }
}
