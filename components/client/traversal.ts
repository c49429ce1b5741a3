/** `home`: the place in the history where what would be lost stands. */
type Guard = { home: number; mayLeave: () => true | Promise<boolean> }

let guard: Guard | undefined

/** Asks before Back or Forward leads away, until what it returns is called; not in browsers without `navigation`. */
export function guardTraversal(mayLeave: Guard['mayLeave']): () => void {
  const home = place()
  guard = home === undefined ? undefined : { home, mayLeave }
  return () => {
    guard = undefined
  }
}

/** Called once, before the router listens: Chromium calls the listeners of a window in the order in which they came. */
export function watchTraversal() {
  addEventListener('popstate', onTraversal, true)
  window.navigation?.addEventListener('currententrychange', onEntry)
}

function place(): number | undefined {
  return window.navigation?.currentEntry?.index
}

/** The browser is there already when it tells: it is sent back, and goes once there is nothing to lose. */
function onTraversal(event: PopStateEvent) {
  const now = place()
  if (!guard || now === undefined) return
  event.stopImmediatePropagation()
  const steps = now - guard.home
  if (steps === 0) return
  history.go(-steps)
  Promise.resolve(guard.mayLeave()).then((may) => may && history.go(steps))
}

/** What would be lost goes along to an entry that is made meanwhile. */
function onEntry({ navigationType }: NavigationCurrentEntryChangeEvent) {
  const now = place()
  if (guard && now !== undefined && navigationType !== 'traverse') guard.home = now
}
