import 'server-only'
import { eq } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { Actor } from '@/lib/kernel/actor'
import type { Context } from '@/lib/kernel/context'
import { NotFound } from '@/lib/kernel/errors'
import { type User, userColumns } from './get'

type OwnContext = Context & { actor: Extract<Actor, { userId: number }> }

/** What people see of their own account. Needs no permission but being signed in, or a token of theirs. */
export async function getOwnProfile(ctx: OwnContext): Promise<User> {
  const [profile] = await ctx.db
    .select(userColumns)
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(eq(users.id, ctx.actor.userId))
  if (!profile) throw new NotFound('Your account')
  return profile
}
