import type { SelectedUsers } from '@/lib/acts/selection-input'
import type { UserTotal } from '@/lib/users/list/list'
import type { Selection } from './use-selection'

export function selectedTotal(selection: Selection): UserTotal {
  return selection.kind === 'all' ? selection.total : { count: selection.users.size, capped: false }
}

/** What is sent to the server of a selection. */
export function selectedInput(selection: Selection): SelectedUsers {
  return selection.kind === 'all' ? { matching: selection.matching } : { ids: [...selection.users.keys()] }
}
