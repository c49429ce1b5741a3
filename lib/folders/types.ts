/** What somebody may do to a folder; the last: put users in it. */
export type FolderAct = 'create' | 'rename' | 'move' | 'delete' | 'addUsers'

/** A folder as the tree shows it. */
export type FolderNode = {
  id: number
  name: string
  path: string
  directUsers: number
  totalUsers: number
  hasChildren: boolean
  depth: number
  /** What this person may not do here. */
  refused?: FolderAct[]
}

/** Some children of a folder; `moreAfter` is the last of them when there are others behind it. */
export type FolderChildren = { children: FolderNode[]; moreAfter?: number }

/** A folder of the visible tree; `children` is there when they are shown. */
export type FolderBranch = FolderNode & {
  children?: FolderBranch[]
  moreAfter?: number
  /** Of the root, for somebody who sees too many users one by one: not all of their folders are shown or counted. */
  isIncomplete?: true
}
