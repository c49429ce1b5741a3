import type { FieldErrors } from '@/lib/errors'

/** A folder as the tree shows it. */
export type FolderNode = {
  id: number
  name: string
  path: string
  directUsers: number
  totalUsers: number
  hasChildren: boolean
  depth: number
}

/** Some children of a folder; `moreAfter` is the last of them when there are others behind it. */
export type FolderChildren = { children: FolderNode[]; moreAfter?: number }

/** A folder of the visible tree; `children` is there when they are shown. */
export type FolderBranch = FolderNode & { children?: FolderBranch[]; moreAfter?: number }

export type FolderPlan = {
  from: string
  /** The new path; null when the folder goes. */
  to: string | null
  /** Users whose path changes, or who go elsewhere. */
  users: number
  /** Folders that get another path, itself included; for a deletion those below it, which stand in the way. */
  folders: number
  blockers: FieldErrors
}
