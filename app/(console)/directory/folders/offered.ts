import type { FolderNode } from '@/lib/folders/types'
import type { FolderActions } from './types'

/** What of the actions this person may do to this very folder. */
export function offeredTo(
  { refused = [] }: Pick<FolderNode, 'refused'>,
  actions: FolderActions,
): FolderActions {
  return Object.fromEntries(Object.entries(actions).filter(([verb]) => !refused.some((act) => act === verb)))
}
