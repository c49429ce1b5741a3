import { useCallback, useEffect, useRef, useState } from 'react'
import { type ActionState, messageOf } from '@/lib/action-state'
import type { Plan } from '@/lib/plan'

export const broken = 'The server could not be reached. Nothing is known to have been done; try again.'

/** The plan of what it is about, worked out anew each time that changes, and the one that took its place since. */
export function usePlan(read: (() => Promise<ActionState<Plan>>) | undefined, about: string) {
  const [plan, setPlan] = useState<Plan>()
  const [problem, setProblem] = useState<string>()
  const latest = useRef({ read, about })
  latest.current = { read, about }

  const load = useCallback(async () => {
    setPlan(undefined)
    setProblem(undefined)
    const asked = latest.current
    if (!asked.read) return
    const answer = await asked.read().catch(() => undefined)
    if (asked.about !== latest.current.about) return
    if (answer?.status === 'done') setPlan(answer.result)
    else setProblem((answer && messageOf(answer)) ?? broken)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is about says when to read anew.
  useEffect(() => {
    load()
  }, [load, about])

  return { plan, setPlan, problem, load }
}
