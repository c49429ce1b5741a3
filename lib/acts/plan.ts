import { z } from 'zod'
import type { Ending } from '@/lib/access/endings'

export type PlanRow = {
  id: number
  label: string
  /** What else tells this one from others, such as a name or a path. */
  note: string
  /** Empty where it cannot be done: nothing ends then. */
  ends: Ending[]
  /** More ends with it than the actor may know of. */
  endsUnseen?: boolean
  /** Why it cannot be done to this one. */
  blocker?: string
}

/** What a change would do, computed before it is done. Dialogs show it; applying sends its hash. */
export type Plan = {
  /** The rows concerned, as many as a dialog lists. */
  rows: PlanRow[]
  /** To how many it would be done. */
  count: number
  /** To how many more it cannot be done. */
  blocked: number
  /** What ends, over all to whom it would be done. */
  ends: Ending[]
  warnings: string[]
  /** Why it cannot be done at all. Empty, and without a blocked row, it can. */
  blockers: string[]
  /** A number to be typed before it is applied, for what is easily done to too many. */
  typed?: number
  hash: string
}

/** Whether what a conflict holds is the plan of now. */
export function isPlan(current: unknown): current is Plan {
  return typeof current === 'object' && current !== null && 'rows' in current && 'hash' in current
}

/** The plan somebody has seen and agreed to. Without one nothing was reviewed, as when a script acts. */
export const Review = z.object({ hash: z.string().min(1).max(100), typed: z.number().optional() })
export type Review = z.infer<typeof Review>
