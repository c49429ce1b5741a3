import 'server-only'
import type { Context } from '@/lib/kernel/context'
import { outsideView } from '@/lib/kernel/own-words'
import type { ScopeKind } from '@/lib/rights/catalogue'
import type { GrantRow } from '@/lib/rights/grant-rows'
import { seenNames } from '@/lib/rights/names-seen'
import { type Seen, seenFolders, seenGroups, seenUsers } from '@/lib/rights/seen-grants'
import { seesRoles } from '@/lib/rights/visible-roles'

/** Over what: the place is null for everything, and for one outside the asker's view. */
export type ShownScope = { kind: ScopeKind; place: Seen | null }

/** Without id and under a description when the asker may not know of it. */
type ShownRole = { id: number | null; uuid: string | null; name: string }

export type ShownGrant = {
  id: string
  /** A permission by its name, or a role. */
  permission: string | null
  role: ShownRole | null
  scope: ShownScope
  createdAt: Date
  /** The name of the time, or words for somebody outside the asker's view. */
  createdBy: string
}

/** Grants with the names of their scopes and givers, as far as the actor may know them. */
export async function shownGrants(ctx: Context, rows: GrantRow[]): Promise<ShownGrant[]> {
  const ids = (column: 'scopeFolderId' | 'scopeGroupId' | 'scopeUserId') => [
    ...new Set(rows.flatMap((row) => row[column] ?? [])),
  ]
  const folders = await seenFolders(ctx, ids('scopeFolderId'))
  const groups = await seenGroups(ctx, ids('scopeGroupId'))
  const users = await seenUsers(ctx, ids('scopeUserId'))
  const seenName = await seenNames(
    ctx,
    rows.map(({ createdBy }) => createdBy),
  )
  return rows.map(({ id, permission, role, createdAt, createdBy, ...row }) => ({
    ...{ id, permission, role: role && shownRole(ctx, role), createdAt },
    scope: {
      kind: row.scope,
      place:
        folders.get(row.scopeFolderId ?? 0) ??
        groups.get(row.scopeGroupId ?? 0) ??
        users.get(row.scopeUserId ?? 0) ??
        null,
    },
    createdBy: seenName(createdBy),
  }))
}

function shownRole(ctx: Context, { id, uuid, name, key }: NonNullable<GrantRow['role']>): ShownRole {
  return key !== null || seesRoles(ctx)
    ? { id, uuid, name }
    : { id: null, uuid: null, name: outsideView.role }
}
