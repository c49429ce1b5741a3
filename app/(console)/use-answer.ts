import { useCallback, useEffect, useState } from 'react'
import { readAnswer } from './read-answer'

/** Reads an address anew each time a dialog opens, so that it never begins with what was true the last time. */
export function useAnswer<T>(open: boolean, address: string) {
  const [state, setState] = useState<{ found?: T; problem?: string }>({})
  const reload = useCallback(async () => {
    setState({})
    try {
      setState({ found: await readAnswer<T>(address) })
    } catch (error) {
      setState({ problem: error instanceof Error ? error.message : String(error) })
    }
  }, [address])
  useEffect(() => {
    if (open) reload()
  }, [open, reload])
  return { ...state, reload }
}
