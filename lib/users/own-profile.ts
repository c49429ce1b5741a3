import 'server-only'
import { eq } from 'drizzle-orm'
import { folders, users } from '@/db/schema'
import type { SignedInContext } from '@/lib/context'
import { NotFound } from '@/lib/errors'

/** What people see of their own account. Needs no permission but being signed in. */
export async function getOwnProfile(ctx: SignedInContext) {
  const [profile] = await ctx.db
    .select({
      username: users.username,
      name: users.name,
      email: users.email,
      path: folders.path,
      createdAt: users.createdAt,
      lastSignInAt: users.lastSignInAt,
      passwordChangedAt: users.passwordChangedAt,
    })
    .from(users)
    .innerJoin(folders, eq(folders.id, users.folderId))
    .where(eq(users.id, ctx.actor.userId))
  if (!profile) throw new NotFound('Your account')
  return profile
}
