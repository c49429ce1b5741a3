/**
 * Calls back after so many milliseconds, unless cancelled. A process that was busy sees its timers before what the network
 * brought meanwhile, so that is let in first: nobody who answered in time is called late. Infinity is never.
 */
export function afterMs(ms: number, callback: () => void): () => void {
  if (ms === Number.POSITIVE_INFINITY) return () => {}
  let immediate: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    immediate = setImmediate(callback)
  }, ms)
  return () => {
    clearTimeout(timer)
    clearImmediate(immediate)
  }
}
