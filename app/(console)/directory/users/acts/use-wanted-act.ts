import { useCallback, useEffect, useState } from 'react'
import { type Act, type ActName, type AllowedActs, isActName, isAllowed } from './act'

/** The act under review on the page of one user: the one its address asks for, or one chosen there. */
export function useWantedAct(userId: number, wanted: string | null, allowed: AllowedActs) {
  const [act, setAct] = useState<Act>()
  const review = useCallback((name: ActName) => setAct({ name, selected: { ids: [userId] } }), [userId])
  const offered = isActName(wanted) && isAllowed(wanted, allowed) ? wanted : undefined

  useEffect(() => {
    if (!offered) return
    window.history.replaceState(null, '', window.location.pathname)
    review(offered)
  }, [offered, review])

  return { act, review, close: useCallback(() => setAct(undefined), []) }
}
