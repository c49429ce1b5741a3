import { guardTraversal } from './traversal'

/** A dialog that holds a form. What stands on the page itself has no place. */
export type Place = { close: () => void }

/** `isBusy`: it is being sent, and its answer is still to come. */
type Unsaved = { place: Place | undefined; isBusy: boolean }

type Question = { place: Place | undefined; answer: (discard: boolean) => void }

const unsaved = new Set<Unsaved>()
const watchers = new Set<() => void>()
let question: Question | undefined

/** Says that something would be lost, until the function that is returned is called. */
export function hold(what: Unsaved): () => void {
  if (unsaved.size === 0) guardPage()
  unsaved.add(what)
  return () => letGo([what])
}

function letGo(held: Unsaved[]) {
  const before = unsaved.size
  for (const each of held) unsaved.delete(each)
  if (before > 0 && unsaved.size === 0) unguardPage()
}

/**
 * Whether a dialog may be closed or, without one, the page be left: true at once when nothing would be lost, otherwise
 * what the person answers. A dialog that waits for an answer stays open: what it sent cannot be called back.
 */
export function mayLeave(place?: Place): true | Promise<boolean> {
  const held = [...unsaved].filter((each) => place === undefined || each.place === place)
  const last = held.at(-1)
  if (!last) return true
  if (question || (place && held.some(({ isBusy }) => isBusy))) return Promise.resolve(false)
  return new Promise((resolve) => {
    ask({
      place: last.place,
      answer(discard) {
        ask(undefined)
        if (discard) {
          letGo(held)
          if (!place) for (const each of held) each.place?.close()
        }
        resolve(discard)
      },
    })
  })
}

function ask(next: Question | undefined) {
  question = next
  for (const notify of watchers) notify()
}

/** What is asked now, for the dialog or page that shows it. */
export const asked = {
  current: () => question,
  subscribe(notify: () => void) {
    watchers.add(notify)
    return () => void watchers.delete(notify)
  },
}

let unguardTraversal = () => {}

function guardPage() {
  addEventListener('beforeunload', warn)
  addEventListener('click', onClick, true)
  unguardTraversal = guardTraversal(mayLeave)
}

function unguardPage() {
  removeEventListener('beforeunload', warn)
  removeEventListener('click', onClick, true)
  unguardTraversal()
}

function warn(event: BeforeUnloadEvent) {
  event.preventDefault()
}

/** A link that leads away is followed once there is nothing to lose. */
function onClick(event: MouseEvent) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || !leadsAway(link)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  Promise.resolve(mayLeave()).then((may) => may && link.click())
}

function leadsAway(link: HTMLAnchorElement): boolean {
  if (link.target !== '' || link.download !== '' || link.hasAttribute('download')) return false
  return (
    link.origin === location.origin && link.pathname + link.search !== location.pathname + location.search
  )
}
