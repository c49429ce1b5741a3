import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { eventSubjects, folders, users } from '@/db/schema'
import { requirePlanned } from '@/lib/acts/planning'
import { recordEvent } from '@/lib/audit/record'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { Conflict, Invalid } from '@/lib/kernel/errors'
import { lockFoldersAndRights } from '@/lib/rights/lock'
import { requirePermission } from '@/lib/rights/require'
import { type Deletion, planDeletion } from './deletion'
import type { DeleteFolder } from './input'
import { deletionPlan } from './plan'

/**
 * Deletes a folder that is empty, or whose users go to `moveUsersTo` in the same commit. Throws Conflict while it has
 * folders below it and, with the plan, when that is no longer the one reviewed; Invalid on `moveUsersTo` when its users
 * have nowhere to go; Forbidden when the actor lacks what others hold over it, or what somebody would gain over its users.
 */
export async function deleteFolder(ctx: Context, input: DeleteFolder): Promise<Deletion> {
  await requireDeletable(ctx, input)
  return inTransaction(ctx, async (unlocked) => {
    const ctx = await lockFoldersAndRights(unlocked)
    await requireDeletable(ctx, input)
    const plan = await planDeletion(ctx, input)
    const { folder, destination, blockers } = plan
    if (blockers['']) throw new Conflict(blockers[''].join(' '))
    if (Object.keys(blockers).length > 0) throw new Invalid(blockers)
    requirePlanned(deletionPlan(plan), input.review)
    const destinations = plan.users > 0 && destination ? [destination] : []
    const eventId = await recordEvent(ctx, {
      name: 'folder.deleted',
      subjects: [folder, ...destinations].map(({ id, path }) => ({
        type: 'folder',
        id: String(id),
        label: path,
      })),
      changes: { path: { old: folder.path, new: null } },
      details: plan.users > 0 ? { users: plan.users, usersMovedTo: destination?.path } : {},
    })
    for (const { id } of destinations) await moveUsers(ctx, folder.id, id, eventId)
    await ctx.db.delete(folders).where(eq(folders.id, folder.id))
    return plan
  })
}

async function requireDeletable(ctx: Context, { id, moveUsersTo }: DeleteFolder): Promise<void> {
  await requirePermission(ctx, 'folders.delete', { folderId: id })
  if (moveUsersTo === undefined) return
  await requirePermission(ctx, 'users.update', { folderId: id })
  await requirePermission(ctx, 'users.create', { folderId: moveUsersTo })
}

/** However many they are, one statement: moves them and ties each to the event. */
async function moveUsers(ctx: Context, from: number, to: number, eventId: string): Promise<void> {
  // Rows are locked in the order of every other writer, by id.
  const locked = sql`select ${users.id} from ${users} where ${users.folderId} = ${from} order by ${users.id} for no key update`
  const moved = sql`update users set folder_id = ${to}, version = version + 1, updated_at = ${ctx.now.toISOString()}
    where id in (select id from locked) returning id`
  await ctx.db.execute(sql`with locked as materialized (${locked}), moved as (${moved})
    insert into ${eventSubjects} (subject_type, subject_id, event_id)
    select 'user', id::text, ${eventId}::uuid from moved on conflict do nothing`)
}
