import { useEffect, useRef, useState } from 'react'
import { useListNavigation } from '@/components/table/list-navigation'
import { parseUserQuery } from '@/lib/users/list/query'
import { listPath } from './list-href'

const pauseMs = 200
/** A term half typed is not yet wrong. */
const longPauseMs = 1500

/**
 * The text of the search box, which the URL follows after a pause in typing. What the URL says shows in the box too,
 * after going back for instance, but an answer to older text never replaces newer text.
 */
export function useSearchText(q: string) {
  const { navigate, target } = useListNavigation()
  const [text, setText] = useState(q)
  const [seen, setSeen] = useState(q)
  const [isAhead, setAhead] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  if (q !== seen) {
    setSeen(q)
    if (!isAhead) setText(q)
    else if (q === text) setAhead(false)
  }

  function follow(next: string, options: { replace: boolean }) {
    clearTimeout(timer.current)
    const url = new URL(target(), location.origin)
    if (url.pathname !== listPath) return
    for (const name of ['after', 'before', 'open', 'highlight', 'create']) url.searchParams.delete(name)
    if (next === '') url.searchParams.delete('q')
    else url.searchParams.set('q', next)
    navigate(url.pathname + url.search, options)
  }

  function type(next: string) {
    clearTimeout(timer.current)
    setText(next)
    setAhead(next !== q)
    const pause = parseUserQuery(next).problem ? longPauseMs : pauseMs
    timer.current = setTimeout(() => follow(next, { replace: true }), pause)
  }

  return {
    text,
    type,
    /** At once, as a step one can go back from. */
    set: (next: string) => {
      setText(next)
      setAhead(next !== q)
      follow(next, { replace: false })
    },
    submit: () => follow(text, { replace: true }),
  }
}
