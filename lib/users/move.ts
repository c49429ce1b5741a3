import 'server-only'
import { desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { recordEvents } from '@/lib/events/record'
import { getFolder } from '@/lib/folders/get'
import { lockFolders } from '@/lib/folders/lock'
import { requirePermission } from '@/lib/permissions/require'
import { selectedUsers } from './selected'
import { type MoveUsers, selectionLimit } from './selection-input'

/** Puts the selected users into one folder, each with an event of its own. Those already there stay as they are. */
export async function moveUsers(
  ctx: Context,
  { selected, folderId }: MoveUsers,
): Promise<{ moved: number; path: string }> {
  await requirePermission(ctx, 'users.update')
  await requirePermission(ctx, 'users.create', { folderId })
  return inTransaction(ctx, async (ctx) => {
    await lockFolders(ctx)
    const folder = await getFolder(ctx, folderId)
    if (folder.parentId === null) throw new Invalid({ folderId: ['Choose a folder below All users.'] })
    const leaving = (await lockedUsers(ctx, selected)).filter((user) => user.path !== folder.path)
    if (leaving.length === 0) return { moved: 0, path: folder.path }
    await ctx.db
      .update(users)
      .set({ folderId: folder.id, version: sql`${users.version} + 1`, updatedAt: ctx.now })
      .where(
        inArray(
          users.id,
          leaving.map((user) => user.id),
        ),
      )
    await recordEvents(
      ctx,
      leaving.map(({ id, username, path }) => ({
        name: 'user.updated' as const,
        subjects: [{ type: 'user', id: String(id), label: username }],
        changes: { path: { old: path, new: folder.path } },
      })),
    )
    return { moved: leaving.length, path: folder.path }
  })
}

/** In the order of every other writer: active administrators first, then by id. */
async function lockedUsers(ctx: Context, selected: MoveUsers['selected']) {
  const rows = await ctx.db
    .select({ id: users.id, username: users.username, path: folders.path })
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(await selectedUsers(ctx, 'users.update', selected))
    .orderBy(desc(sql`${users.isAdministrator} and ${isNull(users.deactivatedAt)}`), users.id)
    .limit(selectionLimit + 1)
    .for('no key update', { of: users })
  if (rows.length > selectionLimit) {
    const limit = selectionLimit.toLocaleString('en')
    throw new Invalid({ '': [`More than ${limit} users match. Move them in smaller parts.`] })
  }
  return rows
}
