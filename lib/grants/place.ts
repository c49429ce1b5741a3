import 'server-only'
import { eq } from 'drizzle-orm'
import { folders, groups, users } from '@/db/schema'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import type { GrantScope, Holder } from './input'

/** A user, a group or a folder, as events name it. */
export type Place = { type: 'user' | 'group' | 'folder'; id: string; label: string }

/** Keeps a holder from going away until the transaction ends. Throws NotFound. */
export async function lockHolder(ctx: Context, holder: Holder): Promise<Place> {
  if ('userId' in holder) {
    const place = await lockUser(ctx, holder.userId)
    if (!place) throw new NotFound('The user')
    return place
  }
  const place = await lockGroup(ctx, holder.groupId)
  if (!place) throw new NotFound('The group')
  return place
}

/** The same for what a scope is about; undefined when it is not there. */
export async function lockScope(
  ctx: Context,
  scope: Exclude<GrantScope, { kind: 'everything' }>,
): Promise<Place | undefined> {
  if (scope.kind === 'user') return lockUser(ctx, scope.id)
  return scope.kind === 'folder' ? lockFolder(ctx, scope.id) : lockGroup(ctx, scope.id)
}

async function lockUser({ db }: Context, id: number): Promise<Place | undefined> {
  const [row] = await db
    .select({ label: users.username })
    .from(users)
    .where(eq(users.id, id))
    .for('key share')
  return row && { type: 'user', id: String(id), label: row.label }
}

async function lockGroup({ db }: Context, id: number): Promise<Place | undefined> {
  const [row] = await db.select({ label: groups.name }).from(groups).where(eq(groups.id, id)).for('key share')
  return row && { type: 'group', id: String(id), label: row.label }
}

async function lockFolder({ db }: Context, id: number): Promise<Place | undefined> {
  const [row] = await db
    .select({ label: folders.path })
    .from(folders)
    .where(eq(folders.id, id))
    .for('key share')
  return row && { type: 'folder', id: String(id), label: row.label }
}
