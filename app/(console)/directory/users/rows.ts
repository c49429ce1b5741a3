import type { UserRow } from '@/lib/users/list/list'
import { userTypeLabels } from '@/lib/users/list/types'

/** What the browser gets of a user: no more than the table shows, times as numbers. */
export type Row = {
  id: number
  username: string
  name: string
  email: string | null
  path: string
  type: string
  isActive: boolean
  lastSignInAt: number | null
  createdAt: number
  canEdit: boolean
  canDeactivate: boolean
}

type Source = Omit<UserRow, 'usernameKey' | 'nameKey'>
type Permitted = Record<'users.update' | 'users.deactivate', Set<number>>

export function toRow(user: Source, permitted: Permitted): Row {
  const { id, username, name, email, path, type, isActive, lastSignInAt, createdAt } = user
  return {
    id,
    username,
    name,
    email,
    path,
    type: userTypeLabels[type],
    isActive,
    lastSignInAt: lastSignInAt?.getTime() ?? null,
    createdAt: createdAt.getTime(),
    canEdit: permitted['users.update'].has(id),
    canDeactivate: permitted['users.deactivate'].has(id),
  }
}
