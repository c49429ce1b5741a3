import { type KeyboardEvent, useRef } from 'react'

type Deeds = {
  /** Opens or closes the item; says whether there was anything to do. */
  toggle: (item: HTMLElement, open: boolean) => void
  choose: (item: HTMLElement) => void
  menu?: ((item: HTMLElement) => void) | undefined
}

const typeAheadMs = 700

/** The keyboard of the ARIA tree pattern, over the treeitems of the element that has the handler. */
export function useTreeKeys({ toggle, choose, menu }: Deeds) {
  const typed = useRef({ text: '', at: 0 })

  return function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement
    const item = target.closest<HTMLElement>('[role=treeitem]')
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=treeitem]')]
    const at = items.indexOf(item)
    const expanded = item.getAttribute('aria-expanded')
    const onItem = target === item

    const moves: Record<string, () => void> = {
      ArrowDown: () => items[at + 1]?.focus(),
      ArrowUp: () => items[at - 1]?.focus(),
      Home: () => items[0]?.focus(),
      End: () => items.at(-1)?.focus(),
      ArrowRight() {
        if (expanded === 'false') toggle(item, true)
        if (expanded === 'true' && level(items[at + 1]) > level(item)) items[at + 1]?.focus()
      },
      ArrowLeft() {
        if (expanded === 'true' && item.dataset.fixed === undefined) toggle(item, false)
        else itemAbove(item)?.focus()
      },
      ...(onItem && { Enter: () => choose(item), ' ': () => choose(item) }),
      ...(menu && { ContextMenu: () => menu(item) }),
    }
    const move = event.key === 'F10' && event.shiftKey ? moves.ContextMenu : moves[event.key]
    if (move) {
      event.preventDefault()
      return move()
    }
    if (onItem && [...event.key].length === 1) typeAhead(items, at, event)
  }

  /** The next item whose name begins with what was typed; one letter alone moves on from the present one. */
  function typeAhead(items: HTMLElement[], at: number, event: KeyboardEvent) {
    const recent = event.timeStamp - typed.current.at < typeAheadMs ? typed.current.text : ''
    const text = (recent + event.key).toLocaleLowerCase()
    typed.current = { text, at: event.timeStamp }
    const from = recent === '' ? at + 1 : at
    const order = [...items.slice(from), ...items.slice(0, from)]
    order.find((item) => item.dataset.name?.toLocaleLowerCase().startsWith(text))?.focus()
  }
}

/** The item whose group this one is in. */
export function itemAbove(item: HTMLElement): HTMLElement | undefined {
  const tree = item.closest('[role=tree]')
  const items = [...(tree?.querySelectorAll<HTMLElement>('[role=treeitem]') ?? [])]
  return items.slice(0, items.indexOf(item)).findLast((other) => level(other) < level(item))
}

function level(item: HTMLElement | undefined): number {
  return Number(item?.getAttribute('aria-level') ?? 0)
}
