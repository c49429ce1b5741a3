import { useCallback, useEffect, useState } from 'react'
import { isRecoveryWay, type RecoveryWay, type WantedRecovery } from './way'

/** The recovery dialog on the page of one user: the one its address asks for, or one chosen there. */
export function useWantedRecovery(
  userId: number,
  asked: string | null,
  allowed: Record<RecoveryWay, boolean>,
) {
  const [wanted, setWanted] = useState<WantedRecovery>()
  const recover = useCallback((way: RecoveryWay) => setWanted({ userId, way }), [userId])
  const offered = isRecoveryWay(asked) && allowed[asked] ? asked : undefined

  useEffect(() => {
    if (!offered) return
    window.history.replaceState(null, '', window.location.pathname)
    recover(offered)
  }, [offered, recover])

  return { wanted, recover, close: useCallback(() => setWanted(undefined), []) }
}
