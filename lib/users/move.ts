import 'server-only'
import { inArray, sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { type Context, inTransaction } from '@/lib/context'
import { Invalid } from '@/lib/errors'
import { recordEvents } from '@/lib/events/record'
import { type Folder, getFolder } from '@/lib/folders/get'
import { lockFolders } from '@/lib/folders/lock'
import { requirePermission } from '@/lib/permissions/require'
import type { Plan } from '@/lib/plan'
import { makePlan, requirePlanned } from '@/lib/planning'
import { type AffectedUser, affectedUsers, goneWarnings, lockAffectedUsers } from './selected'
import type { MoveUsers, PlanMove, SelectedUsers } from './selection-input'

/** Who would go to the folder, and from where. Changes nothing. Throws Invalid on `folderId` for the root. */
export async function planUserMove(ctx: Context, { selected, folderId }: PlanMove): Promise<Plan> {
  await requireMoving(ctx, folderId)
  const folder = await folderToMoveTo(ctx, folderId)
  return planFor(selected, await affectedUsers(ctx, 'users.update', selected), folder)
}

/**
 * Puts the selected users into one folder, each with an event of its own. Those already there stay as they are. Throws
 * Conflict holding the plan when it is no longer the one reviewed.
 */
export async function moveUsers(
  ctx: Context,
  { selected, folderId, review }: MoveUsers,
): Promise<{ moved: number; path: string }> {
  await requireMoving(ctx, folderId)
  return inTransaction(ctx, async (ctx) => {
    await lockFolders(ctx)
    const folder = await folderToMoveTo(ctx, folderId)
    const affected = await lockAffectedUsers(ctx, 'users.update', selected)
    requirePlanned(planFor(selected, affected, folder), review)
    const leaving = affected.filter((user) => user.path !== folder.path)
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

async function requireMoving(ctx: Context, folderId: number): Promise<void> {
  await requirePermission(ctx, 'users.update')
  await requirePermission(ctx, 'users.create', { folderId })
}

async function folderToMoveTo(ctx: Context, id: number): Promise<Folder> {
  const folder = await getFolder(ctx, id)
  if (folder.parentId === null) throw new Invalid({ folderId: ['Choose a folder below All users.'] })
  return folder
}

function planFor(selected: SelectedUsers, affected: AffectedUser[], folder: Folder): Plan {
  const leaving = affected.filter((user) => user.path !== folder.path)
  const there = affected.length - leaving.length
  const unchanged = there === 1 ? '1 is there already.' : `${there} are there already.`
  return makePlan({
    rows: leaving.map(({ id, username, path }) => ({
      ...{ id, label: username, note: `from ${path} to ${folder.path}`, ends: [] },
    })),
    warnings: [...goneWarnings(selected, affected), ...(there > 0 ? [unchanged] : [])],
    blockers: [],
  })
}
