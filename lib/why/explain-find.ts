import 'server-only'
import { searchFolders } from '@/lib/folders/search'
import { searchGroups } from '@/lib/groups/search'
import type { Context } from '@/lib/kernel/context'
import { searchForm } from '@/lib/kernel/names'
import { hasPermission } from '@/lib/rights/require'
import { searchUsers } from '@/lib/users/list/search'

export const targetKinds = ['user', 'folder', 'group'] as const
export type TargetKind = (typeof targetKinds)[number]

export type FoundTarget = { id: number; label: string; detail: string }

const most = 8

/** What in the actor's view a text may mean: just the one whose whole name it is, else the first few that hold it. */
export async function findTargets(ctx: Context, kind: TargetKind, text: string): Promise<FoundTarget[]> {
  const found = await finders[kind](ctx, text)
  const wanted = searchForm(text)
  const exact = found.filter(({ label }) => searchForm(label) === wanted)
  return exact.length === 1 ? exact : found
}

const finders: Record<TargetKind, (ctx: Context, text: string) => Promise<FoundTarget[]>> = {
  user: async (ctx, text) => {
    const users = await searchUsers(ctx, text)
    return users.map(({ id, username, name, email }) => ({
      ...{ id, label: username, detail: [name, email].filter(Boolean).join(' · ') },
    }))
  },
  folder: async (ctx, text) => {
    const folders = await searchFolders(ctx, { text, limit: most })
    return folders.map(({ id, path }) => ({ id, label: path, detail: '' }))
  },
  group: async (ctx, text) => {
    if (!(await hasPermission(ctx, 'groups.read'))) return []
    const rows = await searchGroups(ctx, { q: text, for: 'read' })
    return rows.slice(0, most).map(({ id, name }) => ({ id, label: name, detail: '' }))
  },
}
