import 'server-only'
import { inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/db/schema'
import { type Applied, applyAct, planAct } from '@/lib/acts/act'
import type { Plan, PlanRow } from '@/lib/acts/plan'
import type { AffectedUser } from '@/lib/acts/selected'
import type { MoveUsers, PlanMove } from '@/lib/acts/selection-input'
import type { UserAct } from '@/lib/acts/user-act'
import { recordEvents } from '@/lib/audit/record'
import { getFolder } from '@/lib/folders/get'
import type { Context } from '@/lib/kernel/context'
import { Invalid } from '@/lib/kernel/errors'
import { isolated } from '@/lib/kernel/isolated'
import { rootFolder } from '@/lib/kernel/own-words'
import { refusedAmong, refusedInto } from '@/lib/rights/bringing'
import { lockFoldersAndRights } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'

const Destination = z.object({ folderId: z.int32().positive() })
type Destination = z.infer<typeof Destination>

/** Moving users to one folder. Throws Forbidden unless the actor may put users there, Invalid on `folderId` for the root. */
export async function moveTo(ctx: Context, destination: unknown): Promise<UserAct<Destination>> {
  const { folderId } = Destination.parse(destination)
  await requirePermission(ctx, 'users.create', { folderId })
  const folder = await getFolder(ctx, folderId)
  if (folder.parentId === null) throw new Invalid({ folderId: [`Choose a folder below ${rootFolder}.`] })
  return {
    kind: 'users.move',
    permission: 'users.update',
    lock: lockFoldersAndRights,
    concerned: ne(users.folderId, folder.id),
    unchanged: (count) => (count === 1 ? '1 is there already.' : `${count} are there already.`),
    rows: (ctx, leaving) => leavingRows(ctx, leaving, folder.id),
    blocked: (ctx, people) =>
      refusedAmong(ctx, people, (ids) => refusedInto(ctx, ids, { ...folder, kind: 'folder' })),
    warnings: [],
    typed: () => undefined,
    options: Destination,
    apply: (ctx, leaving) => changeFolder(ctx, leaving, folder.id),
  }
}

/** Who would go to the folder, and from where. Changes nothing. */
export async function planUserMove(ctx: Context, { selected, folderId }: PlanMove): Promise<Plan> {
  return planAct(ctx, await moveTo(ctx, { folderId }), selected)
}

/** Puts the selected users into one folder, each with an event of its own. See `applyAct`. */
export async function moveUsers(ctx: Context, { selected, folderId, review }: MoveUsers): Promise<Applied> {
  return applyAct(ctx, await moveTo(ctx, { folderId }), selected, review, { folderId })
}

async function leavingRows(ctx: Context, leaving: AffectedUser[], id: number): Promise<PlanRow[]> {
  const { path: to } = await getFolder(ctx, id)
  const refused = await refusedInto(
    ctx,
    leaving.map((user) => user.id),
    { kind: 'folder', id, path: to },
  )
  return leaving.map(({ id, username, path }) => {
    const blocker = refused.get(id)
    const row = { id, label: username, note: `from ${isolated(path)} to ${isolated(to)}`, ends: [] }
    return blocker === undefined ? row : { ...row, blocker }
  })
}

async function changeFolder(ctx: Context, leaving: AffectedUser[], id: number): Promise<void> {
  if (leaving.length === 0) return
  await requirePermission(ctx, 'users.create', { folderId: id })
  const { path } = await getFolder(ctx, id)
  const ids = leaving.map((user) => user.id)
  await ctx.db
    .update(users)
    .set({ folderId: id, version: sql`${users.version} + 1`, updatedAt: ctx.now })
    .where(inArray(users.id, ids))
  await recordEvents(
    ctx,
    leaving.map((user) => ({
      name: 'user.updated' as const,
      subjects: [{ type: 'user', id: String(user.id), label: user.username }],
      changes: { path: { old: user.path, new: path } },
    })),
  )
}
