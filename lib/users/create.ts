import 'server-only'
import { randomUUID } from 'node:crypto'
import { users } from '@/db/schema'
import { knowersIn } from '@/lib/access/knower'
import { actorLabel, changesBetween, recordEvent } from '@/lib/audit/record'
import { folderForUsers } from '@/lib/folders/ensure'
import { type Context, inTransaction } from '@/lib/kernel/context'
import { computedNames } from '@/lib/kernel/names'
import { requirePermission } from '@/lib/rights/require'
import type { CreateUser } from './input'
import { requireSensibleUsername } from './sensible-username'
import { refusingTakenNames } from './taken'

/**
 * Creates a user without a password and returns its id. Throws Invalid by field when a name is taken or the folder
 * does not exist and `createFolder` is off.
 */
export async function createUser(ctx: Context, input: CreateUser): Promise<{ id: number }> {
  await requirePermission(ctx, 'users.create')
  return refusingTakenNames(ctx, input, null, () =>
    inTransaction(ctx, async (ctx) => {
      const folder = await folderForUsers(ctx, input.path, { create: input.createFolder })
      await requirePermission(ctx, 'users.create', { folderId: folder.id })
      return insertUser(ctx, input, folder)
    }),
  )
}

type NewUser = Omit<CreateUser, 'path' | 'createFolder'> & {
  passwordHash?: string
  mustChangePassword?: boolean
}

/** Inserts the row and its event. For commands that have checked their permission and hold a transaction. */
export async function insertUser(ctx: Context, input: NewUser, folder: { id: number; path: string }) {
  const { username, name, email, type, attributes } = input
  requireSensibleUsername(username)
  const [created] = await ctx.db
    .insert(users)
    .values({
      uuid: randomUUID(),
      username,
      name,
      email,
      emailSetBy: email === null ? [] : knowersIn(ctx),
      ...computedNames(input),
      folderId: folder.id,
      type,
      attributes,
      passwordHash: input.passwordHash ?? null,
      mustChangePassword: input.mustChangePassword ?? false,
      passwordChangedAt: input.passwordHash ? ctx.now : null,
      deactivatedAt: input.isActive ? null : ctx.now,
      deactivatedBy: input.isActive ? null : actorLabel(ctx.actor),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .returning({ id: users.id })
  if (!created) throw new Error('insert returned no row')
  await recordEvent(ctx, {
    name: 'user.created',
    subjects: [{ type: 'user', id: String(created.id), label: username }],
    changes: changesBetween(
      {},
      { username, name, email, path: folder.path, type, isActive: input.isActive, attributes },
    ),
  })
  return created
}
