import { useState } from 'react'
import { useLookup } from '@/components/client/use-lookup'

export type FolderChoices = {
  /** What was looked for. */
  text: string
  folders: { path: string; totalUsers: number }[]
  /** The folders that this path needs and that do not exist. */
  missing: string[]
}

const delayMs = 150

/** Folders that match a path as it is typed. Those of the text before stay until there are others. */
export function useFolderChoices(text: string) {
  const { data, error } = useLookup<Omit<FolderChoices, 'text'>>(
    `/directory/users/folder-choices?${new URLSearchParams({ q: text })}`,
    delayMs,
  )
  const [choices, setChoices] = useState<FolderChoices>({ text: '', folders: [], missing: [] })
  if (data && choices.text !== text) setChoices({ text, ...data })
  return { choices, failed: error !== undefined }
}
