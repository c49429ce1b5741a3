import { useEffect, useState } from 'react'

export type FolderChoices = {
  /** What was looked for. */
  text: string
  folders: { path: string; totalUsers: number }[]
  /** The folders that this path needs and that do not exist. */
  missing: string[]
}

const delayMs = 150

/** Folders that match a path as it is typed. An answer that comes too late is dropped. */
export function useFolderChoices(text: string) {
  const [choices, setChoices] = useState<FolderChoices>({ text: '', folders: [], missing: [] })
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const url = `/directory/users/folder-choices?${new URLSearchParams({ q: text })}`
        const response = await fetch(url, { signal: abort.signal })
        if (!response.ok) throw new Error(`The folders answered ${response.status}`)
        setChoices({ text, ...(await response.json()) })
        setFailed(false)
      } catch {
        if (!abort.signal.aborted) setFailed(true)
      }
    }, delayMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  return { choices, failed }
}
