import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { recordEvents } from '@/lib/events/record'
import { getFolder } from '@/lib/folders/get'
import { lockFolders } from '@/lib/folders/lock'
import { requirePermission } from '@/lib/permissions/require'
import { lockAffectedUsers } from './selected'
import type { MoveUsers } from './selection-input'

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
    const leaving = (await lockAffectedUsers(ctx, 'users.update', selected)).filter(
      (user) => user.path !== folder.path,
    )
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
