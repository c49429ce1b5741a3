'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useTransition,
} from 'react'
import { destination } from '../client/destination'

type Navigation = {
  /** Goes there while the present rows stay, dimmed. `replace` keeps scroll position and history as they are. */
  navigate: (href: string, options?: { replace?: boolean }) => void
  /** Where the list is going, or where it is. */
  target: () => string
}

const Context = createContext<Navigation | undefined>(undefined)

export function useListNavigation(): Navigation {
  const navigation = use(Context)
  if (!navigation) throw new Error('useListNavigation is for what stands inside a ListLayout')
  return navigation
}

/**
 * The outermost element of a list page. Its links are plain elements, which cost a row nothing and work before
 * JavaScript; one handler makes them swift. A link with data-replace stays where the reader is.
 */
export function ListNavigation({ className, children }: { className: string; children: ReactNode }) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const list = useRef<HTMLDivElement>(null)
  // Not while rendering: a render that is not shown yet, or never, has arrived nowhere.
  useEffect(() => {
    if (!isPending) destination.reached()
  })
  useOtherLinks(list)

  const navigate = useCallback(
    (href: string, { replace = false } = {}) => {
      startTransition(() => (replace ? router.replace(href, { scroll: false }) : router.push(href)))
      destination.set(href)
    },
    [router],
  )
  const target = useCallback(() => destination.current() ?? location.pathname + location.search, [])
  const navigation = useMemo(() => ({ navigate, target }), [navigate, target])

  function follow(event: MouseEvent) {
    const link = followed(event)
    if (!link) return
    event.preventDefault()
    navigate(link.pathname + link.search + link.hash, { replace: 'replace' in link.dataset })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only makes the links inside swift.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click.
    <div ref={list} className={className} data-pending={isPending || undefined} onClick={follow}>
      <Context value={navigation}>{children}</Context>
    </div>
  )
}

/** The links around the list lead away, too. */
function useOtherLinks(list: RefObject<HTMLElement | null>) {
  useEffect(() => {
    function onClick(event: globalThis.MouseEvent) {
      const link = followed(event)
      if (link && !list.current?.contains(link)) destination.set(link.pathname + link.search + link.hash)
    }
    addEventListener('click', onClick, true)
    return () => removeEventListener('click', onClick, true)
  }, [list])
}

/** The link of ours that a plain click goes to, if any; everything else is left to the browser. */
function followed(event: MouseEvent | globalThis.MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.origin !== location.origin)
    return undefined
  return link
}
