/** Gives the focus to the first of these in a dialog that opens, and says whether there is one. */
export function focusFirst(event: Event, selector: string): boolean {
  const found = event.currentTarget instanceof Element && event.currentTarget.querySelector(selector)
  if (!(found instanceof HTMLElement)) return false
  event.preventDefault()
  found.focus()
  return true
}
