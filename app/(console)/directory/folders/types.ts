import type { Sent } from '@/lib/doors/action-state'
import type { FolderAct } from '@/lib/folders/types'

export type FolderVerb = Exclude<FolderAct, 'addUsers'>

type Action<Result> = (input: unknown) => Promise<Sent<Result>>

export type FolderRelocated = { from: string; to: string }
export type FolderDeleted = { path: string; users: number; movedTo: string | undefined }

/** What this person may do to folders; one that is missing is not offered. */
export type FolderActions = {
  create?: Action<{ id: number; path: string }>
  rename?: Action<FolderRelocated>
  move?: Action<FolderRelocated>
  delete?: Action<FolderDeleted>
}

/** The page that lists a folder: `params` is the rest of its state, which stays when the folder changes. */
export type FolderPage = { pathname: string; params: Record<string, string> }
