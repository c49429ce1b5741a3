import { useEffect, useRef } from 'react'
import { type Act, type AllowedActs, isActName, isAllowed } from './act'

/** Begins the review that the address of a user's page asks for. Following an address changes nothing by itself. */
export function useWantedAct(
  userId: number,
  wanted: string | null,
  allowed: AllowedActs,
  begin: (act: Act) => void,
) {
  const latest = useRef(begin)
  latest.current = begin
  const offered = isActName(wanted) && isAllowed(wanted, allowed) ? wanted : undefined

  useEffect(() => {
    if (!offered) return
    window.history.replaceState(null, '', window.location.pathname)
    if (offered !== 'activate') latest.current({ name: offered, selected: { ids: [userId] } })
  }, [offered, userId])
}
