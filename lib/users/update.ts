import 'server-only'
import { eq } from 'drizzle-orm'
import { users } from '@/db/schema'
import type { Review } from '@/lib/acts/plan'
import { requirePlanned } from '@/lib/acts/planning'
import { changesBetween, recordEvent } from '@/lib/audit/record'
import { folderForUsers } from '@/lib/folders/ensure'
import { wakeBackground } from '@/lib/kernel/background'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { StaleVersion } from '@/lib/kernel/errors'
import { computedNames } from '@/lib/kernel/names'
import { requireNoGain } from '@/lib/rights/bringing'
import { requireUnderLock } from '@/lib/rights/lock'
import { lockFolders } from '@/lib/rights/lock-folders'
import { requirePermission } from '@/lib/rights/require'
import { putIntoService } from './activate'
import { planDeactivation, takeOutOfService } from './deactivate'
import { getUser, type User } from './get'
import type { UpdateUser, UserFields } from './input'
import { addressSet } from './name-changes/address'
import type { NameChangeDraft } from './name-changes/draft'
import { prepareNameChange, settleNameChange } from './name-changes/prepare'
import { requireSensibleUsername } from './sensible-username'
import { refusingTakenNames } from './taken'

/**
 * Changes the fields given and no others. With `version`, throws Conflict holding the user as it is now when somebody
 * else changed it meanwhile; nothing is overwritten. Deactivating is what `deactivateUsers` does, in the same commit:
 * throws Conflict holding its plan when something blocks it or it is no longer the one in `review`. For the username and
 * the address see `requireMayChangeNames`; the addresses of before and after are told.
 */
export async function updateUser(ctx: Context, { currentPassword, ...input }: UpdateUser): Promise<User> {
  await requirePermission(ctx, 'users.update', { userId: input.id })
  const draft = await prepareNameChange(ctx, input, currentPassword)
  const updated = await refusingTakenNames(ctx, input, input.id, () =>
    inTransaction(ctx, (ctx) => update(ctx, input, draft)),
  )
  if (draft) wakeBackground()
  return updated
}

async function update(
  outer: Context,
  { id, version, createFolder, reason, review, ...given }: UpdateUser,
  draft: NameChangeDraft | undefined,
): Promise<User> {
  // Folders are locked before rights and these before the user, by everyone, so that two such changes queue.
  if (given.path !== undefined) await lockFolders(outer)
  const ctx = await requireUnderLock(outer, 'users.update', { userId: id })
  await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, id)).for('no key update')
  const old = await getUser(ctx, id)
  if (version !== undefined && version !== old.version)
    throw new StaleVersion('Somebody else changed this user in the meantime.', old)
  const before = editableFields(old)
  const wanted = { ...before, ...withoutUndefined(given) }
  const { isActive: activity, ...changes } = changesBetween(before, wanted)
  if (!activity && Object.keys(changes).length === 0) return old
  if ('username' in changes) requireSensibleUsername(wanted.username)
  // First, since the plan that was seen is one of before the change.
  if (activity) await requireActivityChange(ctx, id, wanted.isActive, review)
  await settleNameChange(ctx, old, wanted, draft)
  const folder =
    wanted.path === before.path
      ? { id: old.folderId, path: old.path }
      : await folderForUsers(ctx, wanted.path, { create: createFolder })
  if (folder.id !== old.folderId) {
    await requirePermission(ctx, 'users.create', { folderId: folder.id })
    await requireNoGain(ctx, id, { kind: 'folder', ...folder })
  }
  if (activity && wanted.isActive) await putIntoService(ctx, [old])
  else if (activity) await takeOutOfService(ctx, [old], reason)

  const { username, name, email, type, attributes } = wanted
  await ctx.db
    .update(users)
    .set({
      username,
      name,
      email,
      ...(email !== before.email && addressSet(ctx, { id, email })),
      ...computedNames(wanted),
      type,
      attributes,
      folderId: folder.id,
      version: old.version + 1,
      updatedAt: ctx.now,
    })
    .where(eq(users.id, id))
  const subjects = [{ type: 'user', id: String(id), label: username }]
  if (Object.keys(changes).length > 0) await recordEvent(ctx, { name: 'user.updated', subjects, changes })
  return getUser(ctx, id)
}

async function requireActivityChange(
  ctx: Context,
  id: number,
  isActive: boolean,
  review: Review | undefined,
): Promise<void> {
  await requirePermission(ctx, 'users.deactivate', { userId: id })
  if (!isActive) requirePlanned(await planDeactivation(ctx, { ids: [id] }), review)
}

function editableFields({ username, path, name, email, deactivatedAt, type, attributes }: User) {
  return { username, path, name, email, isActive: deactivatedAt === null, type, attributes }
}

function withoutUndefined(fields: Partial<UserFields>): Partial<UserFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
