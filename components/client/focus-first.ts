/** Gives the focus to the first of these in a dialog that opens, if there is one. */
export function focusFirst(event: Event, selector: string) {
  const found = event.currentTarget instanceof Element && event.currentTarget.querySelector(selector)
  if (!(found instanceof HTMLElement)) return
  event.preventDefault()
  found.focus()
}
